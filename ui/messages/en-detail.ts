/** The words of `ui/detail`. */
export const detail = {} as const;
