package io.quill.operate.access.signature;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value of Structured Fields (RFC 8941) with its parameters, as far as signatures need them. */
record StructuredField(Value value, Map<String, Value> parameters) {

    /** Value of a field; its text is its canonical form. */
    sealed interface Value {
        record Text(String text) implements Value {
            @Override
            public String toString() {
                return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            }
        }

        record Whole(long number) implements Value {
            @Override
            public String toString() {
                return Long.toString(number);
            }
        }

        /** A token, a decimal or a boolean: passed on as it came. */
        record Word(String text) implements Value {
            @Override
            public String toString() {
                return text;
            }
        }

        record Bytes(List<Byte> bytes) implements Value {
            static Bytes of(byte[] bytes) {
                Byte[] boxed = new Byte[bytes.length];
                for (int i = 0; i < bytes.length; i++) {
                    boxed[i] = bytes[i];
                }
                return new Bytes(List.of(boxed));
            }

            byte[] array() {
                byte[] array = new byte[bytes.size()];
                for (int i = 0; i < array.length; i++) {
                    array[i] = bytes.get(i);
                }
                return array;
            }

            @Override
            public String toString() {
                return ":" + Base64.getEncoder().encodeToString(array()) + ":";
            }
        }

        record Inner(List<StructuredField> items) implements Value {
            @Override
            public String toString() {
                return items.stream()
                        .map(StructuredField::toString)
                        .collect(Collectors.joining(" ", "(", ")"));
            }
        }
    }

    @Override
    public String toString() {
        return value
                + parameters.entrySet().stream()
                        .map(each -> ";" + each.getKey() + written(each.getValue()))
                        .collect(Collectors.joining());
    }

    private static String written(Value value) {
        return value.equals(new Value.Word("?1")) ? "" : "=" + value;
    }
}
