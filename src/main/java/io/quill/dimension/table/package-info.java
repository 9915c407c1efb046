/** Makes the dimension tables of a dataset equal to the wanted rows. */
@NullMarked
package io.quill.dimension.table;

import org.jspecify.annotations.NullMarked;
