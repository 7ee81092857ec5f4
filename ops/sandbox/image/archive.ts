// An image without a registry: a root folder becomes a docker-archive (what `docker save` writes),
// which any docker can load. Equal content gives an equal archive.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../command.ts';

/** What a container of the image runs, in Docker's words. */
export interface ImageConfig {
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Env?: readonly string[];
  readonly WorkingDir?: string;
  readonly StopSignal?: string;
  /** `80/tcp` to an empty object. */
  readonly ExposedPorts?: Readonly<Record<string, Readonly<Record<string, never>>>>;
}

export interface ImageSpec {
  /** `demo:v1`. */
  readonly tag: string;
  readonly config: ImageConfig;
  /** Puts the image's files into a folder that becomes its root. */
  readonly fill: (root: string) => Promise<void>;
}

/** Images are made at this moment, so that equal content gives an equal image. */
const epoch = '1970-01-01T00:00:00Z';

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** The image's configuration as docker-archive holds it. [pure] */
export function imageConfigJson(config: ImageConfig, layerDigest: string, architecture: string): string {
  return JSON.stringify({
    architecture: architectures[architecture] ?? architecture,
    os: 'linux',
    created: epoch,
    config: { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], ...config },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layerDigest}`] },
    history: [{ created: epoch, created_by: 'orc sandbox' }],
  });
}

async function tar(archive: string, folder: string, entries: readonly string[]): Promise<void> {
  const same = ['--sort=name', '--mtime=@0', '--numeric-owner', '--owner=0', '--group=0', '--format=gnu'];
  await run('tar', [...same, '-C', folder, '-cf', archive, ...entries]);
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/** Writes the image as a docker-archive to `output`, whole or not at all. */
export async function writeImage(spec: ImageSpec, output: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'orc-image-'));
  try {
    const root = join(work, 'root');
    const image = join(work, 'image');
    await mkdir(root, { mode: 0o755 });
    await mkdir(image);
    await spec.fill(root);
    await tar(join(image, 'layer.tar'), root, ['.']);
    const digest = await digestOf(join(image, 'layer.tar'));
    const config = imageConfigJson(spec.config, digest, process.arch);
    const configName = `${createHash('sha256').update(config).digest('hex')}.json`;
    await writeFile(join(image, configName), config);
    await writeFile(
      join(image, 'manifest.json'),
      JSON.stringify([{ Config: configName, RepoTags: [spec.tag], Layers: ['layer.tar'] }]),
    );
    await mkdir(dirname(output), { recursive: true });
    await tar(`${output}.tmp`, image, [configName, 'layer.tar', 'manifest.json']);
    await rename(`${output}.tmp`, output);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
