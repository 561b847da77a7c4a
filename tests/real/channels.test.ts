import { joinScores, labelledBaselines, labelledConversations, waysOfLogging } from './channels.ts';
import { describeReal } from './real-data.ts';

describeReal('ft-conversations', 'data connections of public traces', () => {
  const everything = [
    { mode: 'active', real: 33, joined: 33, right: 33 },
    { mode: 'passive', real: 19, joined: 19, right: 19 },
    { mode: 'tftp', real: 2, joined: 2, right: 2 },
  ];

  test.each(waysOfLogging)(
    'all join their sessions and nothing else does, logged with %s',
    async (logged) => {
      expect(joinScores(await labelledConversations(logged))).toEqual(everything);
    },
  );

  test('are told by the dissector, but for four that only Zeek knew', async () => {
    const { truth } = await labelledConversations('both-ends');
    expect(truth.size).toBe(48 + 4 + 2);
  });
});

describeReal('zeek-baselines', 'data ports that Zeek announced', () => {
  test('join exactly, although everything happens at the same moment, and GridFTP’s with its own session', async () => {
    const traffic = await labelledBaselines();
    expect(traffic.truth.size).toBe(9 + 1);
    expect(joinScores(traffic)).toEqual([
      { mode: 'active', real: 4, joined: 4, right: 4 },
      { mode: 'passive', real: 6, joined: 6, right: 6 },
    ]);
  });
});
