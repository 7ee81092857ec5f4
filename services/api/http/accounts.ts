// Tokens of service accounts over HTTP: asked for under an account's path, looked at by TokenReview, and the documents
// by which others verify them without asking.
import { tokenIssuer } from '#kernel/kinds/api-service.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { type ObjectCall, dryRunOf, keyIn, operationOn } from '#api/http/call.ts';
import type { Exchange } from '#api/http/exchange.ts';
import { type TokenKeys, tokenAlgorithm } from '#api/tokens/keys.ts';
import type { TokenQuestions } from '#api/tokens/questions.ts';

export interface AccountFaceOptions {
  readonly questions: TokenQuestions;
  readonly keys: TokenKeys;
  /** Where this master is reached, as a URL. */
  readonly address: string;
}

const keySetPath = '/openid/v1/jwks';

export class AccountFace {
  readonly #options: AccountFaceOptions;

  constructor(options: AccountFaceOptions) {
    this.#options = options;
  }

  /** POST of an account's `token`: a TokenRequest, answered with the token. */
  async serveRequest(call: ObjectCall): Promise<void> {
    const { exchange, signal } = call;
    call.allow(operationOn(call, 'create'));
    const given = (await exchange.object()) ?? {};
    const how = { dryRun: dryRunOf(call), signal };
    const { answer, warnings } = await this.#options.questions.request(keyIn(call), given, how);
    for (const text of warnings) exchange.warn(text);
    exchange.json(201, answer);
  }

  /** POST of a TokenReview: whose a token is. */
  async serveReview(exchange: Exchange): Promise<void> {
    exchange.json(201, await this.#options.questions.review((await exchange.object()) ?? {}));
  }

  /** Answers a request for one of the documents by which others verify tokens; whether it was for one. */
  serveDocument(exchange: Exchange): boolean {
    const { keys, address } = this.#options;
    if (exchange.path === keySetPath) {
      const text = JSON.stringify(keys.keySet());
      exchange.bytes(200, 'application/jwk-set+json', Buffer.from(text));
      return true;
    }
    if (exchange.path !== '/.well-known/openid-configuration') return false;
    const configuration: JsonObject = {
      issuer: tokenIssuer,
      jwks_uri: `${address}${keySetPath}`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [tokenAlgorithm],
    };
    exchange.json(200, configuration);
    return true;
  }
}
