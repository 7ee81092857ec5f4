// What a node that joins is given unless it is told else.

/** What holds on a node unless its configuration says else. */
export const nodeDefaults = {
  configDir: '/etc/orc',
  dataDir: '/var/lib/orc/node',
  dockerSocket: '/var/run/docker.sock',
  pauseImage: 'orc/pause:1',
} as const;
