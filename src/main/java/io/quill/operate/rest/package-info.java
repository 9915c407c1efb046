/** What can be asked over HTTP, said once: paths, parameters, answers, and the document of them. */
@NullMarked
package io.quill.operate.rest;

import org.jspecify.annotations.NullMarked;
