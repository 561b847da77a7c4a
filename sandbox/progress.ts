/** Tells the person who started the console what is going on, one line per step. */
export type Progress = {
  /**
   * Runs a step under a title. On a terminal the line shows the seconds, and what `tell` was given last;
   * elsewhere it is printed once, at the end. The step's text stands behind the title when it is done.
   */
  readonly step: <Result>(
    title: string,
    run: (tell: (detail: string) => void) => Promise<Result>,
    summary: (result: Result) => string,
  ) => Promise<Result>;
};

type Output = {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
};

/** Progress written to a stream, usually standard output. */
export function createProgress(output: Output, nowMs: () => number = Date.now): Progress {
  return {
    step: async (title, run, summary) => {
      const startedMs = nowMs();
      let detail = '';
      const seconds = () => `${((nowMs() - startedMs) / 1000).toFixed(1)} s`;
      const redraw = () => {
        if (output.isTTY === true) output.write(`\r\x1b[K  ${title} … ${seconds()} ${detail}`);
      };
      redraw();
      const timer = setInterval(redraw, 200);
      try {
        const result = await run((text) => {
          detail = text;
          redraw();
        });
        output.write(
          `${output.isTTY === true ? '\r\x1b[K' : ''}  ${title}: ${summary(result)} (${seconds()})\n`,
        );
        return result;
      } catch (error) {
        if (output.isTTY === true) output.write('\n');
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}

/** Runs the steps and says nothing. */
export const silentProgress: Progress = {
  step: (_title, run) => run(() => undefined),
};
