/** The range of versions of the protocol between masters that this build speaks. */
export const protocol = { oldest: 1, newest: 1 } as const;
