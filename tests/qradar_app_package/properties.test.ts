import { readProperties } from '../../qradar_app_package/validate/properties.ts';

test.each<[string, string, [string, string][]]>([
  [
    'three separators',
    'a=1\nb: 2\nc 3',
    [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ],
  ],
  ['a separator in a key', 'a\\=b=1', [['a=b', '1']]],
  ['comments, with a backslash at the end too', '# a=1\n! b=2 \\\nc=3', [['c', '3']]],
  [
    'a line that goes on',
    'a=1,\\\n   2\nb=3',
    [
      ['a', '1,2'],
      ['b', '3'],
    ],
  ],
  [
    'a backslash at the end of a value',
    'a=C:\\\\\nb=1',
    [
      ['a', 'C:\\'],
      ['b', '1'],
    ],
  ],
  [
    'Windows line ends',
    'a=1\r\nb=2\r\n',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['escapes', 'a=M\\u00e4hr\\tx', [['a', 'Mähr\tx']]],
  [
    'a key without text',
    'a\nb=',
    [
      ['a', ''],
      ['b', ''],
    ],
  ],
  ['a key given twice', 'a=1\na=2', [['a', '2']]],
  ['a key that objects inherit', '__proto__=1', [['__proto__', '1']]],
])('%s', (_what, text, entries) => {
  expect([...readProperties(text)]).toEqual(entries);
});
