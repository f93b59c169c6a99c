import { sha256Hex, signedHeaders } from '../../storage/s3-signature';

/** Amazon's own examples ("Authenticating Requests: Using the Authorization Header"). */
const CREDENTIALS = {
  region: 'us-east-1',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const NOW = new Date('2013-05-24T00:00:00Z');
const HOST = 'https://examplebucket.s3.amazonaws.com';

const signatureOf = (method: string, path: string, headers: Record<string, string> = {}, body = '') =>
  /Signature=(\w+)$/.exec(
    signedHeaders(
      { method, url: new URL(HOST + path), headers, payloadHash: sha256Hex(body) },
      CREDENTIALS,
      NOW,
    )['authorization'] ?? '',
  )?.[1];

it.each([
  [
    'a GET with a range',
    signatureOf('GET', '/test.txt', { Range: 'bytes=0-9' }),
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'a PUT with a body',
    signatureOf(
      'PUT',
      '/test%24file.text',
      { Date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      'Welcome to Amazon S3.',
    ),
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ],
  [
    'a GET with a query',
    signatureOf('GET', '/?max-keys=2&prefix=J'),
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
  [
    'a GET with a name in the query',
    signatureOf('GET', '/?lifecycle'),
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
])('%s is signed as Amazon signs it', (_what, signature, expected) => {
  expect(signature).toBe(expected);
});

it('holds neither the secret nor anything else that is not sent', () => {
  const headers = signedHeaders(
    { method: 'GET', url: new URL(`${HOST}/a`), payloadHash: sha256Hex('') },
    CREDENTIALS,
    NOW,
  );
  expect(Object.keys(headers).sort()).toEqual(['authorization', 'x-amz-content-sha256', 'x-amz-date']);
  expect(JSON.stringify(headers)).not.toContain(CREDENTIALS.secretAccessKey);
});
