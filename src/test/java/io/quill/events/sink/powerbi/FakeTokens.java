package io.quill.events.sink.powerbi;

import java.util.Optional;

final class FakeTokens implements Tokens {
    int renewals;
    Optional<TokenFault> fault = Optional.empty();

    @Override
    public String current() {
        fault.ifPresent(
                it -> {
                    throw it;
                });
        return "t" + renewals;
    }

    @Override
    public String renewed(String refused) {
        renewals++;
        return current();
    }
}
