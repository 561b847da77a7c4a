// Loaded into the app's process before the app (`node --import`) by the bench `steady`: how long its main thread works before
// others have their turn, in processor time, so that waiting for a processor is no part of it. On SIGUSR2 it says what was
// measured since the last one, as a line of JSON among those of the app.

/** Turns of the event loop are told apart by a timer that is always due: what lies between is what a request may wait for. */
const everyMs = 2;
/** Longer stretches are counted. */
const longMs = 50;

let last = process.threadCpuUsage();
let longestMs = 0;
let long = 0;

setInterval(() => {
  const now = process.threadCpuUsage();
  const workedMs = (now.user - last.user + now.system - last.system) / 1000;
  last = now;
  longestMs = Math.max(longestMs, workedMs);
  if (workedMs > longMs) long += 1;
}, everyMs).unref();

process.on('SIGUSR2', () => {
  console.log(JSON.stringify({ message: 'own work', longestMs, long }));
  longestMs = 0;
  long = 0;
});
