import { isIP } from 'node:net';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Caller, Sessions } from '../api/access/sessions.ts';
import { hasCapability } from '../api/access/sessions.ts';
import type { ConsoleProfile } from '../api/versions.ts';
import type { Applications } from '../extensions/applications.ts';
import { callerOf, clearSession, safeNext, secOf, setSession } from './identity.ts';
import { adminPage } from './pages/admin-page.ts';
import { attackRangePage } from './pages/attack-range-page.ts';
import { assetListPage, assetPage } from './pages/asset-pages.ts';
import type { PageContext } from './pages/console-page.ts';
import { extensionsPage } from './pages/extensions-page.ts';
import { dashboardPage } from './pages/dashboard-page.ts';
import { eventSearchPage } from './pages/event-search-page.ts';
import { sendMessage } from './pages/message-page.ts';
import { offenseListPage, offensePage } from './pages/offense-pages.ts';
import { shellPage } from './pages/shell-page.ts';
import { signInPage } from './pages/sign-in-page.ts';
import { appNotices, tabsFor } from './tabs.ts';
import { themeOf } from './theme.ts';
import { languageOf, wordsIn, type Words } from './words/index.ts';

/** What the pages speak of. */
export type ConsolePagesParts = {
  readonly sessions: Sessions;
  readonly profile: ConsoleProfile;
  readonly applications: Applications;
  /** Whether the stand-in lets attacks happen (`attack-range-page.ts`). */
  readonly hasRange: boolean;
  /** What is to be said besides the state of the installed apps. */
  readonly notices: () => readonly string[];
};

/** Writes a page for a logged-in user. */
type PageWriter = (request: Request, response: Response, caller: Caller) => void;

/**
 * The pages below `/console/`: log-in and log-out, the shell, and what apps and qjslib open in its tabs, at
 * the addresses qjslib builds. A stranger is sent to the log-in page and comes back after it.
 */
export function consolePages(parts: ConsolePagesParts): Router {
  const { sessions, profile, applications } = parts;
  const router = Router();
  const page = (write: PageWriter): RequestHandler => {
    return (request, response) => {
      const caller = callerOf(request, sessions);
      if (caller === null) {
        const next = encodeURIComponent(request.originalUrl);
        response.redirect(302, `/console/login?next=${next}`);
        return;
      }
      write(request, response, caller);
    };
  };
  const context = (request: Request, { locale }: Caller): PageContext => ({
    theme: themeOf(request),
    language: languageOf(locale),
    words: wordsIn(languageOf(locale)),
    release: profile.buildVersion,
    apps: applications.runningIn(locale),
  });

  router.use(signingIn(parts));
  router.get(
    '/',
    page((request, response, caller) => {
      const tabs = tabsFor(caller, applications.runningIn(caller.locale));
      const notices = [...parts.notices(), ...appNotices(applications.instances, caller)];
      const { name: username, csrf, locale } = caller;
      const theme = themeOf(request);
      const { releaseName, buildVersion } = profile;
      const language = languageOf(locale);
      const shell = {
        tabs,
        username,
        csrf: csrf ?? '',
        theme,
        language,
        notices,
        releaseName,
        buildVersion,
      };
      response.type('html').send(shellPage(shell));
    }),
  );
  router.get(
    '/do/core/dashboard',
    page((request, response, caller) =>
      response.type('html').send(dashboardPage(context(request, caller), caller)),
    ),
  );
  router.get('/do/ariel/arielSearch', page(arielSearch(context)));
  router.get(
    '/do/sem/offenselist',
    page((request, response, caller) =>
      response.type('html').send(offenseListPage(context(request, caller))),
    ),
  );
  router.get('/do/sem/offensesummary', page(offenseSummary(context)));
  router.get(
    '/do/assetprofile/AssetList',
    page((request, response, caller) =>
      response.type('html').send(assetListPage(context(request, caller))),
    ),
  );
  router.get('/do/assetprofile/AssetDetails', page(assetDetails(context)));
  router.get(
    '/do/core/admin',
    page(
      forAdmins((request, response, caller) => {
        response
          .type('html')
          .send(
            adminPage(context(request, caller), caller, applications.instances, parts.hasRange),
          );
      }),
    ),
  );
  router.get(
    '/do/qradar/extensions',
    page(
      forAdmins((request, response, caller) => {
        response.type('html').send(extensionsPage(context(request, caller)));
      }),
    ),
  );
  if (parts.hasRange) {
    router.get(
      '/do/core/attackRange',
      page(
        forAdmins((request, response, caller) => {
          response.type('html').send(attackRangePage(context(request, caller)));
        }),
      ),
    );
  }
  return router;
}

function forAdmins(write: PageWriter): PageWriter {
  return (request, response, caller) => {
    if (hasCapability(caller, ['ADMIN'])) {
      write(request, response, caller);
      return;
    }
    refuse(request, response, 403, 'notAllowed', caller);
  };
}

function signingIn({ sessions, profile }: ConsolePagesParts): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '10kb' });
  router.get('/login', (request, response) => {
    const { users } = sessions;
    const next = safeNext(request.query['next']);
    const page = { users, next, theme: themeOf(request), release: profile.releaseName };
    response.type('html').send(signInPage(page));
  });
  router.post('/login', form, (request, response) => {
    const username = formField(request, 'username');
    if (!sessions.users.some((user) => user.username === username)) {
      refuse(request, response, 422, 'noUser', null);
      return;
    }
    setSession(response, sessions.login(username));
    response.redirect(303, safeNext(formField(request, 'next')));
  });
  router.post('/language', form, (request, response) => {
    const caller = callerOf(request, sessions);
    if (caller === null || caller.csrf !== formField(request, 'csrf')) {
      refuse(request, response, 403, 'notChanged', caller);
      return;
    }
    const locale = formField(request, 'locale') === 'de_DE' ? 'de_DE' : 'en_US';
    sessions.chooseLocale(secOf(request) ?? undefined, locale);
    response.redirect(303, '/console/');
  });
  router.post('/logout', form, (request, response) => {
    const sec = secOf(request);
    const caller = callerOf(request, sessions);
    // Nobody but this console's own page may end a session.
    if (caller !== null && caller.csrf !== formField(request, 'csrf')) {
      refuse(request, response, 403, 'notLoggedOut', caller);
      return;
    }
    if (sec !== null) sessions.logout(sec);
    clearSession(response);
    response.redirect(303, '/console/login');
  });
  return router;
}

type ContextOf = (request: Request, caller: Caller) => PageContext;

/** `values['aql']` is the form of 7.5.0 UP4 and later, the only one a v4 app image can meet (docs/qradar-facts.md#search-address). */
function arielSearch(context: ContextOf): PageWriter {
  return (request, response, caller) => {
    const kind = request.query['appName'] === 'Surveillance' ? 'flows' : 'events';
    const aql = request.query["values['aql']"];
    const text = typeof aql === 'string' && aql.trim() !== '' ? aql : null;
    response.type('html').send(eventSearchPage(context(request, caller), kind, text));
  };
}

function offenseSummary(context: ContextOf): PageWriter {
  return (request, response, caller) => {
    const id = wholeNumber(request.query['summaryId']);
    if (id === null) {
      refuse(request, response, 404, 'noOffense', caller);
      return;
    }
    response.type('html').send(offensePage(context(request, caller), id));
  };
}

function assetDetails(context: ContextOf): PageWriter {
  return (request, response, caller) => {
    const { dispatch, assetId, ipAddress, domainId } = request.query;
    const id = wholeNumber(assetId);
    if (dispatch === 'viewAssetDetails' && id !== null) {
      response.type('html').send(assetPage(context(request, caller), { kind: 'id', assetId: id }));
      return;
    }
    if (
      dispatch === 'viewAssetDetailsFromIp' &&
      typeof ipAddress === 'string' &&
      isIP(ipAddress) !== 0
    ) {
      const domain = wholeNumber(domainId) ?? 0;
      const question = { kind: 'address', address: ipAddress, domainId: domain } as const;
      response.type('html').send(assetPage(context(request, caller), question));
      return;
    }
    refuse(request, response, 404, 'noAsset', caller);
  };
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

function formField(request: Request, name: string): string {
  // Parse boundary: the form parser gives text, a list of texts, or nothing at all.
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const value = body[name];
  return typeof value === 'string' ? value : '';
}

function refuse(
  request: Request,
  response: Response,
  status: number,
  message: keyof Words['messages'],
  caller: Caller | null,
): void {
  const language = languageOf(caller?.locale ?? '');
  const [heading, text] = wordsIn(language).messages[message];
  sendMessage(response, { status, heading, text, theme: themeOf(request), language });
}
