// Runs before `npm start`, in plain JavaScript, so that an old Node can still say what is wrong. The package
// `node` brings Node 24; where its install script was not allowed to run, the machine's own Node answers.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `This is Node ${process.versions.node}, and the stand-in needs Node 24, which "npm ci" installs beside it. ` +
      'Its install script did not run: allow it (npm approve-scripts node, or npm rebuild node) and start again.',
  );
  process.exit(1);
}
