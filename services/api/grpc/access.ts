// The Access service: Kubernetes' kinds of review for clients of gRPC, answered as over HTTP and in the form in which
// they are asked: those of what somebody may do, and those for and of tokens.
import { OrcError } from '#kernel/errors.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { AccessService, type ReviewRequest, type ReviewResponse } from '#kernel/model/gen/api.gen.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import { transientTypes } from '#kernel/model/gen/objects.gen.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { KindType } from '#kernel/model/schema.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import type { Access } from '#api/access/access.ts';
import { onObjects } from '#api/access/objects.ts';
import { answerReview } from '#api/access/reviews.ts';
import { parseJson } from '#api/admission/parse.ts';
import type { Caller } from '#api/commit.ts';
import type { CallContext, Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';
import type { TokenQuestions } from '#api/tokens/questions.ts';
import type { Issued } from '#runtime/own-certificate.ts';

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
  readonly #questions: TokenQuestions;
  readonly #renew: (request: string, caller: Caller) => Promise<Issued>;

  /** `renew` gives a caller the next certificate. */
  constructor(
    access: Access,
    questions: TokenQuestions,
    renew: (request: string, caller: Caller) => Promise<Issued>,
  ) {
    this.#access = access;
    this.#questions = questions;
    this.#renew = renew;
  }

  routes(calls: Calls): Route[] {
    const { review, renewCertificate } = AccessService.methods;
    return [
      calls.unary('Review', review, async (request, context) => this.#review(request, context)),
      calls.unary('RenewCertificate', renewCertificate, async ({ request }, { caller }) =>
        this.#renew(request, caller),
      ),
    ];
  }

  async #review({ review }: ReviewRequest, context: CallContext): Promise<ReviewResponse> {
    if (review === undefined) throw new OrcError('BadRequest', 'review: Required value');
    const json = jsonIn(review);
    const kind = textIn(json['kind']);
    return { review: packed(kind, await this.#answer(kind, json, context), review.json.length > 0) };
  }

  async #answer(kind: string, json: JsonObject, { caller, allow, signal }: CallContext): Promise<JsonObject> {
    const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
    const namespace = textIn(metadata['namespace']);
    if (kind === 'TokenReview') {
      allow({ verb: 'create', group: 'authentication.k8s.io', resource: 'tokenreviews' });
      return this.#questions.review(json);
    }
    if (kind === 'TokenRequest') {
      const place = { namespace: namespace || 'default', name: textIn(metadata['name']) };
      if (place.name === '')
        throw new OrcError('BadRequest', 'metadata.name: Required value: the account that the token is for');
      allow(onObjects(definitionOf('ServiceAccount'), 'create', { ...place, subresource: 'token' }));
      return (await this.#questions.request(place, json, { dryRun: false, signal })).answer;
    }
    const where = kind === 'LocalSubjectAccessReview' ? namespace : undefined;
    return answerReview({ kind, json, namespace: where }, caller, this.#access);
  }
}
