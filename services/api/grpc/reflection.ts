// Server reflection, as grpcurl and its like ask for it. What is told was made by proto/generate.ts and is read
// when somebody first asks: a master that is never asked keeps nothing of it.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { status } from '@grpc/grpc-js';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import {
  ServerReflectionService,
  type ServerReflectionRequest,
  type ServerReflectionResponse,
} from '#kernel/model/gen/reflection.gen.ts';
import { decode, encodeFramed } from '#kernel/model/codec.ts';
import type { Route } from '#api/grpc/definition.ts';
import { errorStatus } from '#api/grpc/error-details.ts';
import type { ServerCall } from '#api/grpc/protocol/server-call.ts';
import { toOrcError } from '#api/errors.ts';

const file = path.join(import.meta.dirname, '../../../proto/descriptors.gen.json');
const olderName = 'grpc.reflection.v1alpha.ServerReflection';

interface DescribedFile {
  readonly needs: readonly string[];
  readonly descriptor: Uint8Array;
}

/** What is known of the files. */
export interface Descriptors {
  readonly files: ReadonlyMap<string, DescribedFile>;
  /** The file that defines a message, enum or service. */
  readonly fileOf: ReadonlyMap<string, string>;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Reads what the generator wrote. Rejects with Corrupt when it can't be read. */
async function load(): Promise<Descriptors> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new OrcError('Corrupt', `${file}: ${messageOf(error)}: install orc again`, {}, { cause: error });
  }
  const files = new Map<string, DescribedFile>();
  const fileOf = new Map<string, string>();
  for (const [name, each] of Object.entries(isJsonObject(json) ? json : {})) {
    if (!isJsonObject(each)) continue;
    const descriptor = Buffer.from(String(each['descriptor']), 'base64');
    files.set(name, { needs: strings(each['needs']), descriptor });
    for (const symbol of strings(each['defines'])) fileOf.set(symbol, name);
  }
  return { files, fileOf };
}

type Answer = Omit<ServerReflectionResponse, 'validHost' | 'originalRequest'>;

function refuse(errorCode: status, errorMessage: string): Answer {
  return { errorResponse: { errorCode, errorMessage } };
}

/** A file after those it needs. */
function withNeeds(files: Descriptors['files'], name: string, seen = new Set<string>()): Uint8Array[] {
  const found = files.get(name);
  if (found === undefined || seen.has(name)) return [];
  seen.add(name);
  return [...found.needs.flatMap((need) => withNeeds(files, need, seen)), found.descriptor];
}

function answerFile({ files }: Descriptors, name: string | undefined, asked: string): Answer {
  if (name === undefined || !files.has(name)) return refuse(status.NOT_FOUND, `${asked} is not known here`);
  // The file that was asked for first, as most servers have it.
  return { fileDescriptorResponse: { fileDescriptorProto: withNeeds(files, name).toReversed() } };
}

/** The file of a symbol; that of a method or field is its service's or message's. */
function fileOfSymbol({ fileOf }: Descriptors, symbol: string): string | undefined {
  return fileOf.get(symbol) ?? fileOf.get(symbol.slice(0, symbol.lastIndexOf('.')));
}

/** Answers one question; `services` are the names of those served. */
export function answerReflection(
  descriptors: Descriptors,
  services: readonly string[],
  request: ServerReflectionRequest,
): Answer {
  const { fileByFilename, fileContainingSymbol, fileContainingExtension, allExtensionNumbersOfType } =
    request;
  if (request.listServices !== undefined)
    return { listServicesResponse: { service: services.map((name) => ({ name })) } };
  if (fileByFilename !== undefined)
    return answerFile(descriptors, fileByFilename, `the file "${fileByFilename}"`);
  if (fileContainingSymbol !== undefined)
    return answerFile(
      descriptors,
      fileOfSymbol(descriptors, fileContainingSymbol),
      `the symbol "${fileContainingSymbol}"`,
    );
  if (allExtensionNumbersOfType !== undefined)
    return descriptors.fileOf.has(allExtensionNumbersOfType)
      ? {
          allExtensionNumbersResponse: { baseTypeName: allExtensionNumbersOfType, extensionNumber: [] },
        }
      : refuse(status.NOT_FOUND, `the type "${allExtensionNumbersOfType}" is not known here`);
  if (fileContainingExtension !== undefined)
    return refuse(status.NOT_FOUND, 'no message here has extensions');
  return refuse(status.INVALID_ARGUMENT, 'the request asks for nothing that this server knows');
}

/** The routes of both versions of reflection. */
export function reflectionRoutes(services: readonly string[]): Route[] {
  const { name, methods } = ServerReflectionService;
  const method = methods.serverReflectionInfo;
  const all = [...services, name, olderName].toSorted();
  let loading: Promise<Descriptors> | undefined;
  const answer = async (call: ServerCall, signal: AbortSignal): Promise<void> => {
    // What could not be read is tried again for the next who asks.
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    const descriptors = await loading;
    for await (const bytes of call.messages()) {
      const request = decode(method.request, bytes);
      const found = answerReflection(descriptors, all, request);
      call.write(
        encodeFramed(method.response, { validHost: request.host, originalRequest: request, ...found }),
      );
      if (call.isFull) await call.drained(signal);
    }
    call.end();
  };
  const serve = (call: ServerCall): void => {
    const gone = new AbortController();
    call.onClosed(() => gone.abort(new OrcError('Cancelled', 'the client went away')));
    answer(call, gone.signal).catch((error: unknown) =>
      call.fail(errorStatus(toOrcError(error), call.connection.headerBytes)),
    );
  };
  return [name, olderName].map((service) => ({ path: method.path.replace(name, service), serve }));
}
