/** HTTP Message Signatures (RFC 9421) with hmac-sha256, over digests of content (RFC 9530). */
@NullMarked
package io.quill.operate.access.signature;

import org.jspecify.annotations.NullMarked;
