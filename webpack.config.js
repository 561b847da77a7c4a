// Two builds: `ui/` becomes the static tab, `app/` becomes one server file for Node 24.
import path from 'node:path';
import { transform } from '@swc/core';
import CopyPlugin from 'copy-webpack-plugin';
import HtmlWebpackPlugin from 'html-webpack-plugin';
import MiniCssExtractPlugin from 'mini-css-extract-plugin';
import webpack from 'webpack';

const root = import.meta.dirname;

const typescript = (targets) => ({
  test: /\.tsx?$/,
  exclude: /node_modules/,
  use: {
    loader: 'swc-loader',
    options: {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
        ...targets,
      },
    },
  },
});

/**
 * Writes the server as ASCII: one character beyond Latin-1 makes V8 hold all of the text at two bytes a character,
 * and what an app takes in QRadar is little.
 */
class PlainText {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('PlainText', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_SIZE;
      compilation.hooks.processAssets.tapPromise({ name: 'PlainText', stage }, () =>
        Promise.all(
          compilation.getAssets().map(async ({ name, source }) => {
            const { source: text, map } = source.sourceAndMap();
            const { code, map: mapped } = await transform(text, {
              isModule: true,
              jsc: {
                target: 'es2024',
                output: { charset: 'ascii' },
                // Drops comments but licences; names and lines stay, for whoever reviews it.
                minify: { compress: false, mangle: false, format: { comments: 'some' } },
              },
              sourceMaps: true,
              inputSourceMap: JSON.stringify(map),
            });
            const plain = new sources.SourceMapSource(code, name, mapped, text, map, true);
            compilation.updateAsset(name, plain);
          }),
        ),
      );
    });
  }
}

const ui = {
  name: 'ui',
  mode: 'production',
  target: ['web', 'es2022'],
  entry: { tab: './ui/main.tsx' },
  output: {
    path: path.join(root, 'dist/app/static'),
    filename: '[name].[contenthash:8].js',
    chunkFilename: '[name].[contenthash:8].js',
    assetModuleFilename: '[name].[contenthash:8][ext]',
    // The tab lives below a proxy path, so nothing may start at the origin's root.
    publicPath: 'auto',
    clean: true,
  },
  devtool: 'source-map',
  resolve: { extensions: ['.ts', '.tsx', '.js'] },
  module: {
    rules: [
      typescript({ target: 'es2022' }),
      {
        test: /\.scss$/,
        use: [
          MiniCssExtractPlugin.loader,
          'css-loader',
          {
            loader: 'sass-loader',
            options: {
              sassOptions: { quietDeps: true, loadPaths: [path.join(root, 'node_modules')] },
            },
          },
        ],
      },
      { test: /\.woff2$/, type: 'asset/resource' },
      // Its index declares side effects (flags, which main.tsx imports itself) and so would drag every
      // Carbon component in use into the first file, those of panels that load later included.
      { test: /@carbon[\\/]react[\\/]es[\\/]index\.js$/, sideEffects: false },
    ],
  },
  plugins: [
    new MiniCssExtractPlugin({ filename: '[name].[contenthash:8].css' }),
    new HtmlWebpackPlugin({
      template: './ui/index.html',
      filename: 'index.html',
      publicPath: 'static/',
      scriptLoading: 'defer',
    }),
    // A page script of the console: shipped as written, because minimizing would lift it above ES5.
    new CopyPlugin({
      patterns: [
        {
          from: 'ui/console/transfer-watch.js',
          to: 'console/[name][ext]',
          info: { minimized: true },
        },
        // Texts of manifest.json, which the console reads from the archive.
        { from: 'ui/console/resources/*.properties', to: 'resources/[name][ext]' },
        // The icon of the configuration page, 32 × 32.
        { from: 'ui/console/images/*.png', to: 'images/[name][ext]' },
      ],
    }),
  ],
  performance: { hints: false },
  stats: 'errors-warnings',
};

const app = {
  name: 'app',
  mode: 'production',
  target: 'node24',
  entry: { server: './app/main.ts' },
  output: {
    path: path.join(root, 'dist/app'),
    filename: '[name].mjs',
    module: true,
    chunkFormat: 'module',
    // The default, but for modules that are left out: it names them with the folder of whoever builds.
    devtoolModuleFilenameTemplate: ({ namespace, resourcePath }) =>
      `webpack://${namespace}/${resourcePath.replace(`${root}${path.sep}`, '')}`,
  },
  experiments: { outputModule: true },
  devtool: 'source-map',
  // The file that ships has to be readable by whoever reviews it.
  optimization: { minimize: false },
  resolve: {
    extensions: ['.ts', '.js'],
    // `debug` takes it when some other tool has brought it; what ships must not depend on that.
    alias: { 'supports-color': false },
  },
  module: { rules: [typescript({ target: 'es2024' })] },
  plugins: [
    new PlainText(),
    // Bodies are UTF-8, the parser of express takes nothing else; these are the tables of Chinese, Japanese, Korean.
    new webpack.IgnorePlugin({
      resourceRegExp: /tables\/[\w-]+\.json$/,
      contextRegExp: /iconv-lite/,
    }),
  ],
  // express can load template engines by name; the app renders none.
  ignoreWarnings: [{ module: /express\/lib\/view\.js$/ }],
  performance: { hints: false },
  stats: 'errors-warnings',
};

export default [ui, app];
