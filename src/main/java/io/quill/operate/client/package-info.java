/** Client of the admin API. */
@NullMarked
package io.quill.operate.client;

import org.jspecify.annotations.NullMarked;
