// The images a sandbox can make from this machine's own files.

import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSpec } from './archive.ts';
import { addBase, addBusybox, addFile, addFolder, copyIn, copyProgram, libraryFolder } from './root.ts';

/** Debian's busybox 1.35 crashes on `wget -T`: `timeout 5 wget …` does what it should. */
const applets = [
  'sh',
  'cat',
  'echo',
  'env',
  'false',
  'hostname',
  'id',
  'ip',
  'kill',
  'ls',
  'mkdir',
  'nc',
  'nslookup',
  'ping',
  'ps',
  'rm',
  'sleep',
  'tar',
  'test',
  'timeout',
  'touch',
  'true',
  'wget',
];

/** A web server that answers `HOSTNAME VERSION` on port 80 (see demo-server.pl), with a shell and busybox beside it. */
export function demoImage(version: string): ImageSpec {
  return {
    tag: `demo:${version}`,
    config: {
      Cmd: ['/usr/bin/perl', '/srv/demo-server.pl'],
      Env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin', `VERSION=${version}`],
      ExposedPorts: { '80/tcp': {} },
      StopSignal: 'SIGTERM',
    },
    fill: async (root) => {
      await addBase(root);
      await addBusybox(root, applets);
      await copyProgram(root, '/usr/bin/perl');
      await copyIn(root, join('/usr/lib', libraryFolder(), 'perl-base'));
      await addFile(
        root,
        '/srv/demo-server.pl',
        await readFile(new URL('demo-server.pl', import.meta.url), 'utf8'),
      );
    },
  };
}

/** A pod's first container: holds the pod's network, reaps what is left to it, ends at once on TERM. */
export function pauseImage(tag = 'orc/pause:1'): ImageSpec {
  return {
    tag,
    config: { Entrypoint: ['/sbin/tini', '--', '/bin/sleep', 'infinity'], StopSignal: 'SIGTERM' },
    fill: async (root) => {
      await addBase(root);
      await copyProgram(root, '/usr/bin/tini', '/sbin/tini');
      await addBusybox(root, ['sleep']);
    },
  };
}

const nginxConfig = `user www-data;
worker_processes 1;
pid /run/nginx.pid;
error_log /dev/stderr notice;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  access_log /dev/stdout;
  server {
    listen 80;
    root /usr/share/nginx/html;
    index index.html;
  }
}
`;

/** Debian's nginx, serving its welcome page on port 80. */
export function nginxImage(tag = 'nginx:latest'): ImageSpec {
  return {
    tag,
    config: {
      Cmd: ['/usr/sbin/nginx', '-g', 'daemon off;'],
      ExposedPorts: { '80/tcp': {} },
      StopSignal: 'SIGQUIT',
    },
    fill: async (root) => {
      await addBase(root);
      await addBusybox(root, applets);
      await copyProgram(root, '/usr/sbin/nginx');
      await copyIn(root, '/etc/nginx/mime.types');
      await addFile(root, '/etc/nginx/nginx.conf', nginxConfig);
      await addFile(
        root,
        '/usr/share/nginx/html/index.html',
        '<!DOCTYPE html><html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1></body></html>\n',
      );
      for (const folder of ['body', 'fastcgi', 'proxy', 'scgi', 'uwsgi'])
        await addFolder(root, `/var/lib/nginx/${folder}`);
      await addFolder(root, '/var/log/nginx');
      await symlink('/dev/stdout', join(root, 'var/log/nginx/access.log'));
      await symlink('/dev/stderr', join(root, 'var/log/nginx/error.log'));
    },
  };
}
