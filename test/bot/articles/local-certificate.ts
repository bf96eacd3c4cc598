/**
 * A certificate for page.example that nobody trusts, and its key, which opens nothing else: for a server inside a test.
 *
 * Made by `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=page.example
 * -addext subjectAltName=DNS:page.example`.
 */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBnzCCAUSgAwIBAgIUfWPWplhg/SrxXwdOrNbsVDzUAXgwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMcGFnZS5leGFtcGxlMCAXDTI2MTEzMDIxMDQxN1oYDzIxMjYx
MTA2MjEwNDE3WjAXMRUwEwYDVQQDDAxwYWdlLmV4YW1wbGUwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAQ6HkU5BetYnAj5HKB5gz3dwCvmc112PWF9cie6GKzNyTAt
JQZ3I5NEWaPAlrfNaWp/SfQ90shdQj413G8RXPxfo2wwajAdBgNVHQ4EFgQU0LP9
c0GQOe6qJKi3SVekU+bB1YYwHwYDVR0jBBgwFoAU0LP9c0GQOe6qJKi3SVekU+bB
1YYwDwYDVR0TAQH/BAUwAwEB/zAXBgNVHREEEDAOggxwYWdlLmV4YW1wbGUwCgYI
KoZIzj0EAwIDSQAwRgIhAJ+USLBkRd3fvarHnVY/egMT+btyuKSn6Mmq28SmXnXe
AiEA5sQqcscFp0YyKlUv7zkjCLe0Reci8zwB0WsHmWf/HwM=
-----END CERTIFICATE-----
`;

export const CERTIFICATE_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgYlMdgU3FbJ5WUxAM
xilkjiqjM47DQrrFTw4JDzLD8pWhRANCAAQ6HkU5BetYnAj5HKB5gz3dwCvmc112
PWF9cie6GKzNyTAtJQZ3I5NEWaPAlrfNaWp/SfQ90shdQj413G8RXPxf
-----END PRIVATE KEY-----
`;
