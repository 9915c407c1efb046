package io.quill.platform.store.sqlite;

import io.quill.platform.store.Item;
import io.quill.platform.store.Key;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/**
 * An item as it lies in the file, made ready before the one thread that writes has to wait for it.
 */
record Row(
        Key key,
        @Nullable String index,
        @Nullable String indexOrder,
        Optional<Long> expiresAt,
        String attributes) {

    /** The order in which {@link #bind} fills the parameters. */
    static final String COLUMNS = "(pk, sk, ix, ix_at, expires_at, attributes)";

    static Row of(Item item) {
        return new Row(
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
