/** The words of `ui/pivots`. */
export const pivots = {} as const;
