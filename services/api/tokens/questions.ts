// What is asked about tokens, whichever face asks: a TokenRequest for one, a TokenReview of one. Neither is stored.
import { userFields } from '#kernel/access/operation.ts';
import { type FieldCause, OrcError } from '#kernel/errors.ts';
import { tokenIssuer } from '#kernel/kinds/api-service.ts';
import { accountNameOf } from '#kernel/kinds/pod-spec.ts';
import type { TokenRequest } from '#kernel/model/gen/authentication.gen.ts';
import { transientTypes } from '#kernel/model/gen/objects.gen.ts';
import { withDefaults } from '#kernel/model/defaults.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { KindType } from '#kernel/model/schema.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { apiLimits } from '#api/limits.ts';
import type { Reads } from '#api/reads.ts';
import type { AccountTokens, TokenOwner, TokenWish } from '#api/tokens/account-tokens.ts';
import type { BearerTokens } from '#api/tokens/bearer.ts';

export interface TokenQuestionsOptions {
  readonly reads: Reads;
  readonly tokens: AccountTokens;
  /** The tokens of every kind, which reviews know too. */
  readonly bearer: BearerTokens;
}

/** The account that a token is asked for. */
export interface AccountPlace {
  readonly namespace: string;
  readonly name: string;
}

const group = 'authentication.k8s.io';

function invalid(kind: string, name: string, causes: readonly FieldCause[]): OrcError {
  const list = causes.map(({ field, message }) => `${field}: ${message}`);
  const text = list.length === 1 ? list[0] : `[${list.join(', ')}]`;
  return new OrcError('Invalid', `${kind}.${group} "${name}" is invalid: ${text}`, {
    group,
    kind,
    name,
    causes,
  });
}

/** A question as the kind that it must be, with its defaults. Throws BadRequest and Invalid. */
function askedIn<T>(given: JsonObject, type: KindType<T>, name: string): T {
  const { apiVersion, kind } = type;
  // What is answered is not asked; some clients send it empty.
  const { status: _answer, ...body } = given;
  for (const [field, wanted] of Object.entries({ apiVersion, kind })) {
    const said = body[field] ?? wanted;
    if (said !== wanted)
      throw new OrcError(
        'BadRequest',
        `${field}: is ${JSON.stringify(said)}, what is asked for is ${wanted}`,
      );
  }
  const parsed = objectFromJson(type, { ...body, apiVersion, kind, spec: body['spec'] ?? {} });
  if ('causes' in parsed) throw invalid(kind, name, parsed.causes);
  return withDefaults(type, parsed.ok);
}

type Binding = Pick<TokenWish, 'pod' | 'secret' | 'node'>;

export class TokenQuestions {
  readonly #options: TokenQuestionsOptions;

  constructor(options: TokenQuestionsOptions) {
    this.#options = options;
  }

  /** Answers a TokenRequest with a token for an account; a dry run with all but the token. */
  async request(
    { namespace, name }: AccountPlace,
    given: JsonObject,
    { dryRun, signal }: { readonly dryRun: boolean; readonly signal: AbortSignal },
  ): Promise<{ readonly answer: JsonObject; readonly warnings: readonly string[] }> {
    const type = transientTypes.TokenRequest;
    const request = askedIn(given, type, name);
    const { reads, tokens } = this.#options;
    const account = await reads.get('ServiceAccount', namespace, name, { kind: 'current' }, signal);
    const { longest, usual } = apiLimits.accountTokens.seconds;
    const asked = request.spec.expirationSeconds ?? usual;
    const seconds = Math.min(asked, longest);
    const warnings =
      seconds < asked
        ? [`spec.expirationSeconds: ${asked} is shortened to ${longest}, the longest there is`]
        : [];
    const audiences = request.spec.audiences ?? [];
    const wish: TokenWish = {
      audiences: audiences.length === 0 ? [tokenIssuer] : audiences,
      seconds,
      namespace,
      account: { name, uid: account.metadata.uid ?? '' },
      ...this.#binding(request, namespace, name),
    };
    const spec = { ...request.spec, audiences: wish.audiences, expirationSeconds: seconds };
    const metadata = { name, namespace, creationTimestamp: timeFromMs(Date.now()) };
    const answered = dryRun ? undefined : await tokens.issue(wish);
    const status = answered && {
      token: answered.token,
      expirationTimestamp: timeFromMs(answered.expiresAtMs),
    };
    return {
      answer: objectToJson(type, { ...request, metadata, spec, ...(status && { status }) }),
      warnings,
    };
  }

  /** What a token is to be bound to. Throws when that is not there, or is another's. The state is current. */
  #binding({ spec }: TokenRequest, namespace: string, account: string): Binding {
    const { boundObjectRef: bound } = spec;
    if (bound === undefined) return {};
    const { kind = '', apiVersion = '', name = '', uid: asked = '' } = bound;
    if (apiVersion !== 'v1' || (kind !== 'Pod' && kind !== 'Secret' && kind !== 'Node'))
      throw new OrcError(
        'BadRequest',
        `spec.boundObjectRef: cannot bind token to object of type ${apiVersion}, Kind=${kind}: must be a Pod, Secret or Node of v1`,
      );
    const { view } = this.#options.reads;
    const plural = { Pod: 'pods', Secret: 'secrets', Node: 'nodes' }[kind];
    const object = view.get(kind, kind === 'Node' ? '' : namespace, name);
    if (object === undefined)
      throw new OrcError('NotFound', `${plural} "${name}" not found`, { group: '', kind, name });
    const uid = object.metadata.uid ?? '';
    if (asked !== '' && asked !== uid)
      throw new OrcError(
        'Conflict',
        `Operation cannot be fulfilled on ${kind} "${name}": the UID in the bound object reference (${asked}) does not match the UID in record. The object might have been deleted and then recreated`,
        { group: '', kind, name },
      );
    if (object.kind === 'Secret') return { secret: { name, uid } };
    if (object.kind === 'Node') return { node: { name, uid } };
    const runsAs = accountNameOf(object.spec);
    if (runsAs !== account)
      throw new OrcError(
        'BadRequest',
        `spec.boundObjectRef: cannot bind token for serviceaccount "${account}" to pod "${name}", which runs as serviceaccount "${runsAs}"`,
      );
    const node = view.get('Node', '', object.spec.nodeName ?? '');
    const on = node && { node: { name: node.metadata.name ?? '', uid: node.metadata.uid ?? '' } };
    return { pod: { name, uid }, ...on };
  }

  /** Answers a TokenReview: whose a token is, and for whom. */
  async review(given: JsonObject): Promise<JsonObject> {
    const type = transientTypes.TokenReview;
    const review = askedIn(given, type, '');
    const { token = '', audiences = [] } = review.spec;
    if (token === '') throw new OrcError('BadRequest', 'spec.token: Required value: the token to look at');
    const owner = await this.#options.bearer.review(
      token,
      audiences.length === 0 ? [tokenIssuer] : audiences,
    );
    const status =
      owner === undefined
        ? { authenticated: false, user: {}, error: 'the token is not good' }
        : { authenticated: true, user: userOf(owner), audiences: owner.audiences };
    return objectToJson(type, { ...review, status });
  }
}

function userOf({ identity }: TokenOwner): JsonObject {
  const groups = [...new Set([...identity.groups, 'system:authenticated'])];
  return { ...userFields({ ...identity, groups }) };
}
