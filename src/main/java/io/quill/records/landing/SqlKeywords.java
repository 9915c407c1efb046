package io.quill.records.landing;

import java.util.Set;

/** Reserved words of SQL that no table or column may be called. */
public final class SqlKeywords {
    /** Words of SQL, in one database or another. */
    private static final Set<String> WORDS =
            Set.of(
                    """
                    all analyse analyze and any as asc between both by case cast check column
                    constraint create current_date current_time current_timestamp current_user
                    default deferrable delete desc distinct do drop else end except exists
                    external false fetch file for foreign from full function grant group having
                    identity in index initially inner insert intersect into is join key lateral
                    leading left like limit localtime localtimestamp merge natural not null
                    offset on only open option or order outer over percent pivot plan primary
                    procedure public qualify references returning right rule schema select
                    session_user set show some summarize symmetric table then to top trailing
                    transaction trigger true union unique unpivot update use user using values
                    variadic view when where while window with
                    """
                            .split("\\s+"));

    private SqlKeywords() {}

    public static boolean contains(String name) {
        return WORDS.contains(name);
    }
}
