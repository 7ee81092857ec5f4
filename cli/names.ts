// Names that the command shares with the masters.

/** Where apply keeps the manifest it was given last. */
export const lastAppliedName = 'kubectl.kubernetes.io/last-applied-configuration';
