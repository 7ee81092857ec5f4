// The Access service: Kubernetes' kinds of review for clients of gRPC, answered as over HTTP and in the form in which
// they are asked.
import { OrcError } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { AccessService, type ReviewRequest, type ReviewResponse } from '#kernel/model/gen/api.gen.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import { transientTypes } from '#kernel/model/gen/objects.gen.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { KindType } from '#kernel/model/schema.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import type { Access } from '#api/access/access.ts';
import { answerReview } from '#api/access/reviews.ts';
import { parseJson } from '#api/admission/parse.ts';
import type { CallContext, Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';

const none = new Uint8Array();
const types: ReadonlyMap<string, KindType<unknown>> = new Map(
  Object.values(transientTypes).map((type): [string, KindType<unknown>] => [type.kind, type]),
);

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function jsonIn({ apiVersion, kind, raw, json }: PackedObject): JsonObject {
  if (json.length > 0) {
    const given = parseJson(json, 'the review');
    if (!isJsonObject(given)) throw new OrcError('BadRequest', 'the review is not a JSON object');
    return given;
  }
  const type = types.get(kind);
  if (type === undefined) throw new OrcError('NotFound', `"${kind}" is no kind of review`);
  return { ...objectToJson(type, decode(type, raw)), apiVersion, kind };
}

function packed(kind: string, answer: JsonObject, asJson: boolean): PackedObject {
  const apiVersion = String(answer['apiVersion']);
  if (asJson) return { apiVersion, kind, raw: none, json: Buffer.from(JSON.stringify(answer)) };
  const type = types.get(kind);
  const read = type && objectFromJson(type, { ...answer, metadata: {} });
  if (type === undefined || read === undefined || 'causes' in read)
    throw new OrcError('Internal', `the answer to a ${kind} is none of its kind`);
  return { apiVersion, kind, raw: encode(type, read.ok), json: none };
}

export class AccessFace {
  readonly #access: Access;

  constructor(access: Access) {
    this.#access = access;
  }

  routes(calls: Calls): Route[] {
    const { review } = AccessService.methods;
    return [calls.unary('Review', review, async (request, context) => this.#review(request, context))];
  }

  #review({ review }: ReviewRequest, { caller }: CallContext): ReviewResponse {
    if (review === undefined) throw new OrcError('BadRequest', 'review: Required value');
    const json = jsonIn(review);
    const kind = textIn(json['kind']);
    const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
    const namespace = kind === 'LocalSubjectAccessReview' ? textIn(metadata['namespace']) : undefined;
    const answer = answerReview({ kind, json, namespace }, caller, this.#access);
    return { review: packed(kind, answer, review.json.length > 0) };
  }
}
