package io.quill.events.sink.powerbi;

import java.util.Optional;

final class FakeTokenProvider implements TokenProvider {
    int renewals;
    Optional<TokenException> fault = Optional.empty();

    @Override
    public String current() {
        fault.ifPresent(
                it -> {
                    throw it;
                });
        return "t" + renewals;
    }

    @Override
    public String renew(String refused) {
        renewals++;
        return current();
    }
}
