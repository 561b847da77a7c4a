import { drained, type Steps } from '../../../app/ports/steps.ts';

/** Work in steps as a plain function. */
export const atOnce =
  <A extends readonly unknown[], T>(work: (...args: A) => Steps<T>) =>
  (...args: A): T =>
    drained(work(...args));

/** A plain function as work in steps, all of it in the one after the first. */
export const inOneStep = <A extends readonly unknown[], T>(work: (...args: A) => T) =>
  function* (...args: A): Steps<T> {
    yield;
    return work(...args);
  };
