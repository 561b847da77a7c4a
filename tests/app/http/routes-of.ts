import type { Express } from 'express';

/** A layer of express's router stack, as far as its routes are to be read from it. */
type Layer = {
  readonly route?: { readonly path: string | readonly string[]; readonly methods: object };
  readonly handle?: { readonly stack?: readonly Layer[] };
  readonly matchers?: readonly ((path: string) => unknown)[];
};

/** The prefix under which the app mounts its API. */
const mounts = ['/api'] as const;

/**
 * Every route of the app as `METHOD /path`, read from the router itself; a router mounted below a path
 * that is not known here fails, because its routes would be named wrong. Static files have no route.
 */
export function routesOf(app: Express): Set<string> {
  // Not part of express's types: an array of layers since its first version.
  const { stack } = app.router as unknown as { readonly stack: readonly Layer[] };
  return new Set(stack.flatMap((layer) => routesIn(layer, '')));
}

function routesIn(layer: Layer, prefix: string): string[] {
  if (layer.route) {
    const paths = [layer.route.path].flat();
    const methods = Object.keys(layer.route.methods).map((name) => name.toUpperCase());
    return paths.flatMap((path) => methods.map((method) => `${method} ${prefix}${path}`));
  }
  const inner = layer.handle?.stack;
  if (!inner) return [];
  const below =
    mounts.find((mount) => matches(layer, mount) && !matches(layer, '/elsewhere')) ?? '';
  return inner.flatMap((one) => routesIn(one, prefix + below));
}

function matches(layer: Layer, path: string): boolean {
  return layer.matchers?.some((match) => match(path) !== false) ?? false;
}
