import { Router, type RequestHandler } from 'express';
import type { Sessions } from '../api/access/sessions.ts';
import type { Applications, RunningApp } from '../extensions/applications.ts';
import { callerOf } from './identity.ts';

/**
 * `GET /gui_app_framework/named_services`: what the apps that run offer to other apps, as their manifests say
 * (QRadar REST API 26.0, gui_app_framework-named_services-GET; qjslib reads it). A stranger is passed on to the
 * API, which refuses as it does everywhere.
 */
export function namedServices(sessions: Sessions, applications: Applications): Router {
  const router = Router();
  const list: RequestHandler = (request, response, next) => {
    if (callerOf(request, sessions) === null) {
      next();
      return;
    }
    response.json(applications.running().flatMap(servicesOf));
  };
  return router.get('/gui_app_framework/named_services', list);
}

function servicesOf({ id, manifest }: RunningApp) {
  return manifest.services.map(({ name, version, endpoints }) => ({
    name,
    version,
    application_id: Number(id),
    uuid: manifest.uuid,
    // qjslib takes the path as it is, so it has to lead through the proxy.
    endpoints: endpoints.map((endpoint) => ({
      ...endpoint,
      path: `/console/plugins/${id}/app_proxy:${name}${endpoint.path}`,
    })),
  }));
}
