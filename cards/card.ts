export * from './cards.ts';
export * from './rank.ts';
export { isLowerBound, ratedBytes } from './rated-bytes.ts';
export { SourceTotals } from './source-totals.ts';
export { technique } from './technique.ts';
