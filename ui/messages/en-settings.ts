/** The words of `ui/settings`. */
export const settings = {} as const;
