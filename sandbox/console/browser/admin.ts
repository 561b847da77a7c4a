import { byId } from './dom.ts';
import { list, rest } from './rest.ts';
import { problemNotice, show } from './states.ts';
import { table, type Row } from './table.ts';
import { words } from './words.ts';

const region = byId('admin-users', HTMLElement);

const named = words.admin.columns;
const columns = [
  { key: 'id', heading: named.id },
  { key: 'username', heading: named.username },
  { key: 'description', heading: named.description },
  { key: 'locale_id', heading: named.locale },
  { key: 'user_role_id', heading: named.role },
  { key: 'security_profile_id', heading: named.profile },
];

rest('/api/config/access/users').then(
  (users) => {
    const rows = list(users).filter((row): row is Row => typeof row === 'object' && row !== null);
    show(region, table(words.admin.users, columns, rows));
  },
  (error: unknown) => show(region, problemNotice(error)),
);
