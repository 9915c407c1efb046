package io.quill.records.warehouse;

import io.quill.platform.file.Sha256;
import io.quill.records.warehouse.core.Core;
import io.quill.records.warehouse.core.Mapping;
import io.quill.records.warehouse.core.Mappings;
import io.quill.records.warehouse.silver.Entities;
import io.quill.records.warehouse.silver.Entity;
import io.quill.records.warehouse.silver.Silver;
import io.quill.records.warehouse.sql.SqlSession;

/** Passes changes in silver on to core. */
record CoreFollower(Entities entities, Mappings mappings, Core core) implements Silver.Follower {
    @Override
    public boolean follows(Entity entity) {
        return !mappings.fedBy(entity).isEmpty();
    }

    @Override
    public String digest(Entity entity) {
        StringBuilder all = new StringBuilder(entity.digest());
        mappings.fedBy(entity).forEach(mapping -> all.append(mapping.digest()));
        return Sha256.hex(all.toString());
    }

    /** Resets the tables of an entity; a table fed by several entities needs all of them again. */
    @Override
    public void forget(SqlSession sqlSession, Entity entity) {
        for (Mapping mapping : mappings.fedBy(entity)) {
            if (core.resetIfOutdated(sqlSession, mapping)) {
                entities.all().stream()
                        .filter(each -> !each.equals(entity) && mapping.isFedBy(each))
                        .forEach(each -> Silver.invalidate(sqlSession, each));
            }
        }
    }
}
