// A master whose key file is locked: it serves nothing but the call that brings the unlock key. Every other call of gRPC
// is told so in a way that sends clients to the other masters.
import { OrcError } from '#kernel/errors.ts';
import {
  AccessService,
  ClusterService,
  LogService,
  MastersService,
  ObjectsService,
} from '#kernel/model/gen/api.gen.ts';
import { PodsService } from '#kernel/model/gen/typed.gen.ts';
import type { Logger } from '#kernel/ports.ts';
import { allowGroups } from '#api/access/access.ts';
import { noTokens } from '#api/access/identity.ts';
import { unlockedKeyring } from '#api/encryption/key-file.ts';
import type { Keyring } from '#api/encryption/keyring.ts';
import { Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';
import { startGrpcServer } from '#api/grpc/server.ts';
import type { Credential } from '#runtime/credential.ts';
import { createMetrics } from '#runtime/metrics.ts';

export interface LockedMasterOptions {
  readonly name: string;
  /** Where it serves gRPC, as host:port. */
  readonly listen: string;
  readonly credential: Credential;
  /** The locked file and what is in it. */
  readonly file: string;
  readonly text: string;
  readonly logger: Logger;
}

/** What opened the file. */
export interface Unlocked {
  readonly keyring: Keyring;
  readonly unlockKey: string;
}

/** Resolves with the keys once somebody brings the key that opens them; rejects with the signal's reason. */
export async function untilUnlocked(
  { name, listen, credential, file, text, logger }: LockedMasterOptions,
  signal: AbortSignal,
): Promise<Unlocked> {
  const opened = Promise.withResolvers<Unlocked>();
  signal.addEventListener('abort', () => opened.reject(signal.reason), { once: true });
  const locked = new OrcError(
    'Unavailable',
    `master ${name} is locked: 'orc masters unlock' opens it with the unlock key`,
  );
  const door = (): never => {
    throw locked;
  };
  // What is counted here is nobody's to read: the port of metrics opens with the keys.
  const calls = new Calls(allowGroups([]), noTokens, logger, createMetrics({ master: name }));
  const routesOf = (methods: Readonly<Record<string, { readonly path: string }>>): Route[] =>
    Object.values(methods).map(({ path }) => ({ path, door, serve: () => undefined }));
  const unlock = calls.unary('Unlock', MastersService.methods.unlock, async ({ unlockKey }, { caller }) => {
    const keyring = unlockedKeyring(text, unlockKey, file);
    logger.info('the key file is unlocked', { by: caller.user });
    opened.resolve({ keyring, unlockKey });
    return { already: false };
  });
  const services = [ObjectsService, PodsService, LogService, AccessService, ClusterService];
  const server = await startGrpcServer({
    listen: [listen],
    credential,
    services: {
      ...Object.fromEntries(services.map((each) => [each.name, routesOf(each.methods)])),
      [MastersService.name]: [...routesOf(MastersService.methods), unlock],
    },
  });
  logger.warn("this master is locked: bring it the unlock key with 'orc masters unlock'", { file });
  try {
    return await opened.promise;
  } finally {
    await server.close();
  }
}
