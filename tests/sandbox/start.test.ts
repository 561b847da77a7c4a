/** A console that cannot be started leaves nothing behind. */
import { createServer } from 'node:http';
import { listen, shut } from '../../sandbox/console/listen.ts';
import { startConsole } from '../../sandbox/start.ts';

test('where the port for syslog is taken, the console listens no more', async () => {
  const [taken, free] = [createServer(), createServer()];
  const syslogPort = await listen(taken, 0);
  const port = await listen(free, 0);
  await shut(free);
  try {
    await expect(startConsole({ app: 'none', port, syslogPort })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    expect(await listen(free, port)).toBe(port);
  } finally {
    await Promise.all([taken, free].map(shut));
  }
});
