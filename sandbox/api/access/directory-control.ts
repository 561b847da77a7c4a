import express, { type RequestHandler } from 'express';
import * as z from 'zod';
import { capabilities, type Directory } from './directory.ts';

/**
 * Changes of rights over HTTP while the console runs, as an administrator makes them on a real one; open sessions have
 * them with their next call. No part of QRadar's API, without log-in, and only mounted when asked for.
 *
 * `POST users/NAME {"role"?: NAME, "profile"?: NAME}`, `POST roles/NAME {"capabilities": [NAME, …]}`,
 * `POST profiles/NAME {"domainIds": [n, …] | null}`; each answers what there is now, as `GET` does for all.
 */
export function directoryControl(directory: Directory): express.Router {
  const { users, roles, profiles } = directory;
  const router = express.Router();
  router.get('/', (_request, response) => {
    response.json({ users, roles, profiles });
  });
  router.use(express.json());
  router.post(
    '/users/:name',
    change(userChange, (name, { role, profile }) => {
      const roleId = role === undefined ? {} : { roleId: known(roles, role).id };
      const profileId = profile === undefined ? {} : { profileId: known(profiles, profile).id };
      return replace(users, name, { ...roleId, ...profileId });
    }),
  );
  router.post(
    '/roles/:name',
    change(roleChange, (name, change) => {
      const granted = allCapabilities.filter((one) => change.capabilities.includes(one.name));
      return replace(roles, name, { capabilities: granted });
    }),
  );
  router.post(
    '/profiles/:name',
    change(profileChange, (name, domains) => replace(profiles, name, domains)),
  );
  return router;
}

const allCapabilities = Object.values(capabilities);
const userChange = z.strictObject({ role: z.string().optional(), profile: z.string().optional() });
const roleChange = z.strictObject({
  capabilities: z.array(z.enum(allCapabilities.map(({ name }) => name))),
});
const profileChange = z.strictObject({ domainIds: z.array(z.int().nonnegative()).nullable() });

type Named = { readonly id: number; readonly name?: string; readonly username?: string };

/** There is nothing of that name. */
class Unknown extends Error {}

function change<T>(
  schema: z.ZodType<T>,
  make: (name: string, wanted: T) => object,
): RequestHandler<{ name: string }> {
  return (request, response) => {
    const wanted = schema.safeParse(request.body);
    if (!wanted.success) {
      response.status(400).json({ message: z.prettifyError(wanted.error) });
      return;
    }
    try {
      response.json(make(request.params.name, wanted.data));
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      response.status(404).json({ message: error.message });
    }
  };
}

function replace<T extends Named>(list: T[], name: string, change: Partial<T>): T {
  const old = known(list, name);
  const changed = { ...old, ...change };
  list.splice(list.indexOf(old), 1, changed);
  return changed;
}

function known<T extends Named>(list: readonly T[], name: string): T {
  const found = list.find((entry) => (entry.username ?? entry.name) === name);
  if (found) return found;
  throw new Unknown(`There is no "${name}"`);
}
