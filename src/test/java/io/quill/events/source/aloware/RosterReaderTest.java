package io.quill.events.source.aloware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.quill.platform.http.AccessToken;
import io.quill.platform.http.HttpWire;
import io.quill.platform.http.Origin;
import io.quill.platform.http.Reply;
import io.quill.platform.http.Wire;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.aloware.AlowareSwitches;
import io.quill.sandbox.aloware.User;
import io.quill.sandbox.desk.Fault;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class RosterReaderTest {
    private static final Sandbox SANDBOX = Sandbox.start();
    private static final HttpWire WIRE = new HttpWire();
    private static final Member ADA = new Member("11", "Ada", "ada@example.com");
    private static final Member BEN = new Member("12", "Ben", "ben@example.com");

    private final AtomicReference<String> token = new AtomicReference<>(Sandbox.ALOWARE_TOKEN);
    private String kept = Sandbox.ALOWARE_TOKEN;
    private final RosterReader reader = reader(WIRE);

    private RosterReader reader(Wire wire) {
        AccessToken access = AccessToken.of(token::get, () -> !kept.equals(token.getAndSet(kept)));
        return new RosterReader(wire, new Origin(SANDBOX.aloware()), access);
    }

    @BeforeEach
    void fill() {
        SANDBOX.roster().put(new User(11, "Ada", "Ada@Example.com", User.Status.AVAILABLE));
        SANDBOX.roster().put(new User(12, "Ben", "ben@example.com", User.Status.OFFLINE));
        SANDBOX.roster().put(new User(13, "Cyd", "cyd@example.com", User.Status.BUSY));
        SANDBOX.roster().ringGroup(8465, List.of(12L, 11L));
    }

    @AfterEach
    void empty() {
        SANDBOX.reset();
        SANDBOX.roster().switches(AlowareSwitches.STRICT);
    }

    @AfterAll
    static void close() {
        WIRE.close();
        SANDBOX.close();
    }

    private static void assertUnread(Roster roster, String... words) {
        assertThat(roster)
                .asInstanceOf(type(Roster.Unread.class))
                .extracting(Roster.Unread::reason)
                .asString()
                .contains(words)
                .doesNotContain(Sandbox.ALOWARE_TOKEN);
    }

    @Nested
    class Reads {
        @Test
        void theMembersOfARingGroupBusyOrNot() {
            assertThat(reader.ringGroup("8465"))
                    .asInstanceOf(type(Roster.Members.class))
                    .extracting(Roster.Members::members)
                    .isEqualTo(List.of(BEN, ADA));
        }

        @Test
        void allUsers() {
            assertThat(reader.users())
                    .asInstanceOf(type(Roster.Members.class))
                    .extracting(Roster.Members::members)
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Member.class))
                    .extracting(Member::id)
                    .containsExactly("11", "12", "13");
        }

        @Test
        void numbersThatAreTextsAndNobodyTwice() {
            String body =
                    """
                    [{"id":"11","name":"Ada","email":"ADA@example.com"},
                     {"id":11,"name":"Ada again","email":null},
                     {"id":null,"name":"Nobody"}]
                    """;
            Wire canned =
                    _ ->
                            new Reply.Answer(
                                    200,
                                    Map.of("Content-Type", "application/json"),
                                    body.getBytes(StandardCharsets.UTF_8));

            assertThat(reader(canned).users()).isEqualTo(new Roster.Members(List.of(ADA)));
        }

        @Test
        void withATokenThatWasRotated() {
            token.set("the one of yesterday");

            assertThat(reader.users()).isInstanceOf(Roster.Members.class);
        }

        @Test
        void withOneWhoseRefusalIsAPage() {
            SANDBOX.roster()
                    .switches(
                            new AlowareSwitches(
                                    AlowareSwitches.WrongToken.PAGE,
                                    AlowareSwitches.UnknownRingGroup.NO_MEMBERS,
                                    0));
            token.set("the one of yesterday");

            assertThat(reader.users()).isInstanceOf(Roster.Members.class);
        }
    }

    @Nested
    class SaysWhatToDo {
        @Test
        void aboutATokenThatIsRefused() {
            kept = "never valid";
            token.set("never valid");

            assertUnread(reader.users(), "ALOWARE_API_TOKEN");
        }

        @Test
        void aboutAPageInsteadOfData() {
            kept = "never valid";
            token.set("never valid");
            SANDBOX.roster()
                    .switches(
                            new AlowareSwitches(
                                    AlowareSwitches.WrongToken.PAGE,
                                    AlowareSwitches.UnknownRingGroup.NOT_FOUND,
                                    0));

            assertUnread(reader.users(), "page", "ALOWARE_API_URL", "ALOWARE_API_TOKEN");
        }

        @Test
        void aboutARingGroupThatIsNotThere() {
            assertUnread(reader.ringGroup("1"), "ALOWARE_RING_GROUP_ID");
        }

        @Test
        void aboutOneThatSeemsEmpty() {
            SANDBOX.roster().ringGroup(8465, List.of());

            assertUnread(reader.ringGroup("8465"), "nobody", "ALOWARE_RING_GROUP_ID");
        }

        @Test
        void whenAlowareIsDown() {
            SANDBOX.arm(Fault.status(503));

            assertUnread(reader.users(), "503");
        }

        @Test
        void whenNobodyIsThere() {
            RosterReader lost =
                    new RosterReader(
                            WIRE,
                            new Origin(URI.create("http://127.0.0.1:1")),
                            AccessToken.of(() -> Sandbox.ALOWARE_TOKEN, () -> false));

            assertUnread(lost.users(), "did not answer", "ALOWARE_API_URL");
        }
    }
}
