package io.quill.platform.store.sqlite;

import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/** Item as a row of the file, encoded before the writing thread needs it. */
record ItemRow(
        ItemKey key,
        @Nullable String index,
        @Nullable String indexOrder,
        Optional<Long> expiresAt,
        String attributes) {

    /** The order in which {@link #bind} fills the parameters. */
    static final String COLUMNS = "(pk, sk, ix, ix_at, expires_at, attributes)";

    static ItemRow of(Item item) {
        return new ItemRow(
                item.key(),
                item.text(Item.INDEX).orElse(null),
                item.text(Item.INDEX_ORDER).orElse(null),
                item.number(Item.EXPIRES_AT),
                AttributeCodec.encode(item.attributes()));
    }

    void bind(PreparedStatement statement) throws SQLException {
        statement.setString(1, key.pk());
        statement.setString(2, key.sk());
        statement.setString(3, index);
        statement.setString(4, indexOrder);
        if (expiresAt.isPresent()) {
            statement.setLong(5, expiresAt.get());
        } else {
            statement.setNull(5, Types.INTEGER);
        }
        statement.setString(6, attributes);
    }
}
