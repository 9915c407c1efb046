package io.quill.events.source.aloware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.quill.platform.http.AccessToken;
import io.quill.platform.http.ApiOrigin;
import io.quill.platform.http.HttpTransport;
import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.http.RestResult;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.aloware.AlowareSwitches;
import io.quill.sandbox.aloware.StandInUser;
import io.quill.sandbox.desk.InjectedFault;

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
    private static final JdkHttpTransport WIRE = new JdkHttpTransport();
    private static final AlowareUser ADA = new AlowareUser("11", "Ada", "ada@example.com");
    private static final AlowareUser BEN = new AlowareUser("12", "Ben", "ben@example.com");

    private final AtomicReference<String> token = new AtomicReference<>(Sandbox.ALOWARE_TOKEN);
    private String kept = Sandbox.ALOWARE_TOKEN;
    private final RosterReader reader = reader(WIRE);

    private RosterReader reader(HttpTransport httpTransport) {
        AccessToken access = AccessToken.of(token::get, () -> !kept.equals(token.getAndSet(kept)));
        return new RosterReader(httpTransport, new ApiOrigin(SANDBOX.aloware()), access);
    }

    @BeforeEach
    void fill() {
        SANDBOX.roster()
                .put(new StandInUser(11, "Ada", "Ada@Example.com", StandInUser.Status.AVAILABLE));
        SANDBOX.roster()
                .put(new StandInUser(12, "Ben", "ben@example.com", StandInUser.Status.OFFLINE));
        SANDBOX.roster()
                .put(new StandInUser(13, "Cyd", "cyd@example.com", StandInUser.Status.BUSY));
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

    private static void assertUnread(AlowareRoster alowareRoster, String... words) {
        assertThat(alowareRoster)
                .asInstanceOf(type(AlowareRoster.Unread.class))
                .extracting(AlowareRoster.Unread::reason)
                .asString()
                .contains(words)
                .doesNotContain(Sandbox.ALOWARE_TOKEN);
    }

    @Nested
    class Reads {
        @Test
        void theMembersOfARingGroupBusyOrNot() {
            assertThat(reader.ringGroup("8465"))
                    .asInstanceOf(type(AlowareRoster.Members.class))
                    .extracting(AlowareRoster.Members::members)
                    .isEqualTo(List.of(BEN, ADA));
        }

        @Test
        void allUsers() {
            assertThat(reader.users())
                    .asInstanceOf(type(AlowareRoster.Members.class))
                    .extracting(AlowareRoster.Members::members)
                    .asInstanceOf(
                            org.assertj.core.api.InstanceOfAssertFactories.list(AlowareUser.class))
                    .extracting(AlowareUser::id)
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
            HttpTransport canned =
                    _ ->
                            new RestResult.Answer(
                                    200,
                                    Map.of("Content-Type", "application/json"),
                                    body.getBytes(StandardCharsets.UTF_8));

            assertThat(reader(canned).users()).isEqualTo(new AlowareRoster.Members(List.of(ADA)));
        }

        @Test
        void withATokenThatWasRotated() {
            token.set("the one of yesterday");

            assertThat(reader.users()).isInstanceOf(AlowareRoster.Members.class);
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

            assertThat(reader.users()).isInstanceOf(AlowareRoster.Members.class);
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
            SANDBOX.arm(InjectedFault.status(503));

            assertUnread(reader.users(), "503");
        }

        @Test
        void whenNobodyIsThere() {
            RosterReader lost =
                    new RosterReader(
                            WIRE,
                            new ApiOrigin(URI.create("http://127.0.0.1:1")),
                            AccessToken.of(() -> Sandbox.ALOWARE_TOKEN, () -> false));

            assertUnread(lost.users(), "did not answer", "ALOWARE_API_URL");
        }
    }
}
