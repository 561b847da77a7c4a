import { allowlist as germanAllowlist } from '../../words/de/allowlist.ts';
import { coverage as germanCoverage } from '../../words/de/coverage.ts';
import { detail as germanDetail } from '../../words/de/detail.ts';
import { exportWords as germanExport } from '../../words/de/export.ts';
import { settings as germanSettings } from '../../words/de/settings.ts';
import { tab as germanTab } from '../../words/de/tab.ts';
import { validationPage as germanValidationPage } from '../../words/de/validation-page.ts';
import { validation as germanValidation } from '../../words/de/validation.ts';
import { allowlist as englishAllowlist } from '../../words/en/allowlist.ts';
import { triageDesk as germanTriageDesk } from '../../words/de/triage-desk.ts';
import { coverage as englishCoverage } from '../../words/en/coverage.ts';
import { detail as englishDetail } from '../../words/en/detail.ts';
import { exportWords as englishExport } from '../../words/en/export.ts';
import { settings as englishSettings } from '../../words/en/settings.ts';
import { tab as englishTab } from '../../words/en/tab.ts';
import { validationPage as englishValidationPage } from '../../words/en/validation-page.ts';
import { validation as englishValidation } from '../../words/en/validation.ts';
import { triageDesk as englishTriageDesk } from '../../words/en/triage-desk.ts';
import { formatFor } from '../../words/format.ts';

const en = formatFor('en');
const de = formatFor('de');

/** All words of the tab, with the sections that come with the details and with the settings. */
export const english = {
  ...englishTab(en),
  detail: englishDetail(en),
  export: englishExport(en),
  settings: englishSettings(en),
  coverage: englishCoverage(en),
  validation: englishValidation(),
  allowlist: englishAllowlist(en),
  validationPage: englishValidationPage(en),
  triageDesk: englishTriageDesk(en),
};
export const german: typeof english = {
  ...germanTab(de),
  detail: germanDetail(de),
  export: germanExport(de),
  settings: germanSettings(de),
  coverage: germanCoverage(de),
  validation: germanValidation(),
  allowlist: germanAllowlist(de),
  validationPage: germanValidationPage(de),
  triageDesk: germanTriageDesk(de),
};
