// Loading a docker-archive into a node's dockerd.

import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type Docker from 'dockerode';
import { OrcError } from '#kernel/errors.ts';

/** Loads the images in `file`; an error names the file and carries dockerd's message. */
export async function loadImage(docker: Docker, file: string): Promise<void> {
  const source = createReadStream(file);
  const opened = Promise.withResolvers<void>();
  source.once('open', () => opened.resolve());
  source.once('error', opened.reject);
  await opened.promise.catch((error: unknown) => {
    throw new OrcError('NotFound', `image file ${file} can't be read`, {}, { cause: error });
  });
  const answer = await docker.loadImage(source);
  let said = '';
  answer.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4_000)));
  await finished(answer, { writable: false });
  const failure = /"error":"((?:[^"\\]|\\.)*)"/.exec(said)?.[1];
  if (failure !== undefined)
    throw new OrcError('BadRequest', `image file ${file} was not loaded: ${failure}`);
}
