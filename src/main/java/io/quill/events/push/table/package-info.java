/** Makes the dimension tables of a dataset equal to the wanted rows. */
@NullMarked
package io.quill.events.push.table;

import org.jspecify.annotations.NullMarked;
