import { createContext, use, useEffect } from 'react';

/** Asks whether a page may be left, and calls `leave` when the answer is yes. */
export type LeaveQuestion = (leave: () => void) => void;

/** Takes the question of the page on show; `null` = nothing would be lost. Where there is one page only, nobody takes it. */
export const LeaveContext = createContext<(question: LeaveQuestion | null) => void>(
  () => undefined,
);

/** Has `question` asked before this page is left by a link, or by Back and Forward. */
export function useLeaveQuestion(question: LeaveQuestion | null): void {
  const put = use(LeaveContext);
  useEffect(() => {
    put(question);
    return () => put(null);
  }, [put, question]);
}
