// What machines that join are given unless they are told else.

/** What holds on a node unless its configuration says else. */
export const nodeDefaults = {
  configDir: '/etc/orc',
  dataDir: '/var/lib/orc/node',
  dockerSocket: '/var/run/docker.sock',
  pauseImage: 'orc/pause:1',
} as const;

/** The same for masters. */
export const masterDefaults = {
  configDir: '/etc/orc',
  dataDir: '/var/lib/orc/master',
  serviceCidr: '10.96.0.0/16',
  /** A /24 for each of 2,048 nodes. */
  podCidr: '10.240.0.0/13',
} as const;
