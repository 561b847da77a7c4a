import { byId } from './dom.ts';
import { list, rest } from './rest.ts';
import { problemNotice, show } from './states.ts';
import { table, type Row } from './table.ts';

const region = byId('admin-users', HTMLElement);

const columns = [
  { key: 'id', heading: 'Id' },
  { key: 'username', heading: 'User' },
  { key: 'description', heading: 'Description' },
  { key: 'user_role_id', heading: 'Role' },
  { key: 'security_profile_id', heading: 'Security profile' },
];

rest('/api/config/access/users').then(
  (users) => {
    const rows = list(users).filter((row): row is Row => typeof row === 'object' && row !== null);
    show(region, table('Users', columns, rows));
  },
  (error: unknown) => show(region, problemNotice(error)),
);
