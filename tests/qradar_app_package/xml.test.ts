import { readXml, textOf } from '../../qradar_app_package/validate/xml.ts';

test('elements have the text in them, with what is written by reference or in CDATA', () => {
  const root = readXml(
    '\ufeff<?xml version="1.0"?><!-- a & b -->\n<a b="c"> x &amp; &#x41;<b/><![CDATA[<y> & z]]></a>\n',
  );
  expect(root).toEqual({
    name: 'a',
    text: ' x & A<y> & z',
    children: [{ name: 'b', text: '', children: [] }],
  });
});

test('the text at a path is trimmed, and null where there is no such element', () => {
  const root = readXml('<a><b><c> one </c><c>two</c></b><d/></a>');
  expect(textOf(root, 'b', 'c')).toBe('one');
  expect(textOf(root, 'd')).toBe('');
  expect(textOf(root, 'b', 'd')).toBeNull();
});

test.each([
  ['', 'Line 1, column 0: document must contain a root element.'],
  ['<a>', 'Line 1, column 3: unclosed tag: a.'],
  ['<a>\n <b>\n</a>', 'Line 3, column 4: unexpected close tag.'],
  ['<a/>\n<b/>', 'Line 2, column 3: documents may contain only one root.'],
  ['<a/>b', 'Line 1, column 6: text data outside of root node.'],
  ['<a b=c/>', 'Line 1, column 6: unquoted attribute value.'],
  ['<a b="1" b="2"/>', 'Line 1, column 16: duplicate attribute: b.'],
  ['<a>&b;</a>', 'Line 1, column 6: undefined entity.'],
  ['<a>&#0;</a>', 'Line 1, column 7: malformed character entity.'],
  [
    '<a>\n<!-- & --><![CDATA[&]]> Sample & Co</a>',
    'Line 2, column 32: an & is not written as &amp;.',
  ],
  ['<a>&b</a>', 'Line 1, column 4: an & is not written as &amp;.'],
  [
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    'Line 1, column 30: a document type is not allowed.',
  ],
  ['<a>'.repeat(33), 'Line 1, column 99: it is nested too deep.'],
])('%j is refused: %s', (text, message) => {
  expect(() => readXml(text)).toThrow(message);
});
