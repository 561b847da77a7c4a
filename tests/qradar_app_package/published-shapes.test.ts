import { isRefusal } from '../../qradar_app_package/validate/complaint.ts';
import { validateManifest } from '../../qradar_app_package/validate/manifest.ts';

/** What IBM's published samples have in common: Flask, an old image, no memory. */
const flaskSample = {
  name: 'Sample',
  description: 'In the shape of IBM’s samples',
  version: '1.0',
  uuid: '0ccb8a1c-4b83-44fb-b789-4df94dc55330',
  image: 'qradar-app-base:2.0.0',
};
const area = { id: 'a', text: 'A', description: 'A tab', url: 'index', required_capabilities: [] };
const action = { id: 'b', text: 'B', groups: ['ipPopup'], javascript: 'alert(1)' };
const nodeService = { name: 'n', version: '1', port: 5000, command: 'node /opt/app-root/app/s.js' };

function told(manifest: object): { refusals: string[]; advice: string[] } {
  const complaints = validateManifest(JSON.stringify(manifest));
  const rules = (those: typeof complaints) => [...new Set(those.map(({ rule }) => rule))];
  return {
    refusals: rules(complaints.filter(isRefusal)),
    advice: rules(complaints.filter((complaint) => !isRefusal(complaint))),
  };
}

test.each<[string, object, string[]]>([
  ['no memory', { areas: [area] }, ['memory']],
  ['an id of two actions', { gui_actions: [action, action] }, ['unique', 'memory']],
  [
    'a command without a path',
    { load_flask: 'false', areas: [area], services: [nodeService] },
    ['memory'],
  ],
  ['an identity that is no UUID', { uuid: '330478-88db', areas: [area] }, ['uuid', 'memory']],
  ['no image', { image: undefined, areas: [area] }, ['memory', 'image']],
  ['a key of its own', { author: 'me', areas: [area] }, ['unknown-key', 'memory']],
  [
    'keys that only the server knows',
    {
      load_flask: 'false',
      log_level: 7,
      services: [{ ...nodeService, path: '/', stopasgroup: true }],
    },
    ['quoted-boolean', 'text', 'memory'],
  ],
])('%s is advice', (_, changes, advice) => {
  expect(told({ ...flaskSample, ...changes })).toEqual({ refusals: [], advice });
});

test('what the schema says is a refusal', () => {
  expect(told({ ...flaskSample, use_qradar_csrf: true, version: '1 0' }).refusals).toEqual([
    'version',
    'quoted-boolean',
    'has-part',
  ]);
});
