// The typed gRPC services as a face: objects travel as their kind's own message.
import type { OrcError } from '#kernel/errors.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import { type AnyKind, AnyKindsService } from '#kernel/model/gen/typed.gen.ts';
import { typedServices } from '#kernel/model/gen/typed-services.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { KindName } from '#kernel/model/gen/objects.gen.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { unknownFields } from '#kernel/model/wire.ts';
import { isServiceError } from '#client/errors.ts';
import { toOrcError } from '#kit/api-client.ts';
import { type Came, type Face, type PatchType, reasons } from '#kit/api/faces.ts';
import { type GrpcCaller, methodAt } from '#kit/api/grpc-caller.ts';

const { methods } = AnyKindsService;
const namespace = '';

/** An object's message on the wire. Fails for JSON that its kind's message can't hold. */
export function anyKindOf(kind: KindName, json: JsonObject): AnyKind {
  const { type } = definitionOf(kind);
  const parsed = objectFromJson(type, json);
  if ('causes' in parsed) throw new Error(`${kind}: ${JSON.stringify(parsed.causes)}`);
  return { [unknownFields]: [encode(type, parsed.ok)] };
}

/** The JSON of a message that came. */
export function jsonOf(kind: KindName, object: AnyKind | undefined): JsonObject {
  const { type } = definitionOf(kind);
  return objectToJson(type, decode(type, Buffer.concat(object?.[unknownFields] ?? [])));
}

function kindOf({ kind }: JsonObject): KindName {
  if (typeof kind === 'string' && isKindName(kind)) return kind;
  throw new Error(`no kind is named ${JSON.stringify(kind)}`);
}

/** What a failed call came to, in orc's terms. */
function orcErrorOf(error: unknown): OrcError {
  if (isServiceError(error)) return toOrcError(error);
  throw error;
}

export class TypedFace implements Face {
  readonly name = 'typed gRPC';
  readonly #caller: GrpcCaller;

  constructor(caller: GrpcCaller) {
    this.#caller = caller;
  }

  async #came<Request>(
    kind: KindName,
    method: MethodType<Request, AnyKind>,
    request: Request,
  ): Promise<Came> {
    try {
      const object = await this.#caller.unary(methodAt(method, typedServices[kind]), request);
      return { object: jsonOf(kind, object) };
    } catch (thrown) {
      const { code, message } = orcErrorOf(thrown);
      return { reason: reasons[code] ?? code, message };
    }
  }

  create(json: JsonObject, { dryRun = false } = {}): Promise<Came> {
    const kind = kindOf(json);
    const options = { reason: '', dryRun, fieldManager: '' };
    return this.#came(kind, methods.create, { object: anyKindOf(kind, json), options });
  }

  get(kind: KindName, name: string): Promise<Came> {
    return this.#came(kind, methods.get, { namespace, name, stale: false, minRevision: 0 });
  }

  async list(kind: KindName, { labels = '', fields = '' } = {}): Promise<readonly JsonObject[] | string> {
    const request = {
      namespace,
      labelSelector: labels,
      fieldSelector: fields,
      limit: 0,
      continueToken: '',
      stale: false,
      minRevision: 0,
      atRevision: 0,
    };
    try {
      const { items } = await this.#caller.unary(methodAt(methods.list, typedServices[kind]), request);
      return items.map((item) => jsonOf(kind, item));
    } catch (thrown) {
      return orcErrorOf(thrown).code;
    }
  }

  update(json: JsonObject, { status = false } = {}): Promise<Came> {
    const kind = kindOf(json);
    const request = { object: anyKindOf(kind, json) };
    return this.#came(kind, status ? methods.updateStatus : methods.update, request);
  }

  patch(
    kind: KindName,
    name: string,
    type: PatchType,
    patch: unknown,
    { status = false } = {},
  ): Promise<Came> {
    const bytes = Buffer.from(JSON.stringify(patch));
    const given =
      type === 'merge'
        ? { mergePatch: bytes }
        : type === 'json'
          ? { jsonPatch: bytes }
          : { strategicPatch: bytes };
    return this.#came(kind, methods.patch, { namespace, name, status, ...given });
  }

  delete(kind: KindName, name: string, { uid = '', resourceVersion = '' } = {}): Promise<Came> {
    const deletion = { gracePeriodSeconds: 0, propagation: '' };
    return this.#came(kind, methods.delete, { namespace, name, uid, resourceVersion, deletion });
  }
}
