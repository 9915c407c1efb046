package io.quill.sandbox.nexudus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.web.SandboxJson;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A made-up company with some spaces, the same each time: four locations (one of them the company
 * itself), offices, desks and rooms in them, who uses them, and what they pay.
 */
public final class SampleCompany {
    private static final long LOCATIONS = 2_000_000_000L;
    private static final long PRODUCTS = 1_000_000_000L;
    private static final long RESOURCES = 3_000_000_000L;
    private static final long COWORKERS = 4_000_000_000L;
    private static final long CONTRACTS = 5_000_000_000L;
    private static final long EXTRAS = 6_000_000_000L;

    private static final List<String> CITIES =
            List.of("Head Office", "Amsterdam", "Utrecht", "Rotterdam");
    private static final List<String> AMENITIES =
            List.of(
                    "AirConditioning",
                    "Heating",
                    "Internet",
                    "LargeDisplay",
                    "WhiteBoard",
                    "NaturalLight",
                    "TeaAndCoffee",
                    "CCTV");
    private static final List<String> ROOMS = List.of("Meeting Room", "Board Room", "Event Space");

    private final Nexudus nexudus;
    private final Instant opened;

    /** Begins with the records of a time long ago. */
    public SampleCompany(Nexudus nexudus, Instant opened) {
        this.nexudus = nexudus;
        this.opened = opened;
    }

    public static long location(int number) {
        return LOCATIONS + number;
    }

    public static long product(int number) {
        return PRODUCTS + number;
    }

    public static long resource(int number) {
        return RESOURCES + number;
    }

    public static long contract(int number) {
        return CONTRACTS + number;
    }

    public static long coworker(int number) {
        return COWORKERS + number;
    }

    /** Four locations, so many products, and what belongs to them. */
    public void open(int products) {
        for (int i = 0; i < CITIES.size(); i++) {
            nexudus.put(NexudusType.BUSINESS, business(i));
        }
        for (int i = 1; i <= products; i++) {
            nexudus.put(NexudusType.FLOOR_PLAN_DESK, desk(i));
            if (isRoom(i)) {
                nexudus.put(NexudusType.RESOURCE, room(i));
            }
            if (isLet(i)) {
                nexudus.put(NexudusType.COWORKER, member(i));
                nexudus.put(NexudusType.COWORKER_CONTRACT, contractOf(i));
            }
        }
        for (int i = 1; i < CITIES.size(); i++) {
            nexudus.put(NexudusType.EXTRA_SERVICE, extra(i));
        }
    }

    private static int type(int number) {
        return 1 + number % 5;
    }

    private static boolean isRoom(int number) {
        return type(number) >= 4;
    }

    private static boolean isLet(int number) {
        return type(number) <= 2;
    }

    private static int city(int number) {
        return 1 + number % (CITIES.size() - 1);
    }

    private ObjectNode record(long id, String name, int number) {
        Instant created = opened.plus(Duration.ofHours(number));
        return SandboxJson.object()
                .put("Id", id)
                .put(
                        "UniqueId",
                        UUID.nameUUIDFromBytes(Long.toString(id).getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("Name", name)
                .put("CreatedOn", Nexudus.text(created))
                .put("UpdatedOn", Nexudus.text(created.plus(Duration.ofMinutes(30))))
                .put("UpdatedBy", "manager@spaces.example")
                .put("IsNew", false)
                .put("SystemId", "")
                .put("ToStringText", name);
    }

    private ObjectNode business(int number) {
        ObjectNode business =
                record(location(number), CITIES.get(number), number)
                        .put("WebAddress", CITIES.get(number).toLowerCase(Locale.ROOT))
                        .put("Address", number + " Canal Street")
                        .put("PostalCode", "10" + number + "1 AB")
                        .put("TownCity", CITIES.get(number))
                        .put("State", "")
                        .put("CountryName", "Netherlands")
                        .put("CountryId", 1_155)
                        .put("Latitude", 52.3 + number)
                        .put("Longitude", 4.9 + number)
                        .put("Phone", "+31 20 000 000" + number)
                        .put("EmailContact", "desk" + number + "@spaces.example")
                        .put("WebContact", "https://spaces.example")
                        .put("CurrencyCode", "EUR")
                        .put("AboutUs", "<p>A place to <b>work</b> &amp; meet</p>")
                        .put("ShortIntroduction", "<p>Welcome</p>");
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            boolean closed = day.getValue() > 5;
            business.put(name + "OpenTime", closed ? 0 : 480)
                    .put(name + "CloseTime", closed ? 0 : 1_080)
                    .put(name + "Closed", closed);
        }
        business.putArray("BusinessSettings").addObject().put("Name", "Theme").put("Value", "dark");
        return business;
    }

    /** One product, of about a kilobyte. */
    public ObjectNode desk(int number) {
        int city = city(number);
        ObjectNode desk =
                record(product(number), "Unit " + number, number)
                        .put("ItemType", type(number))
                        .put("FloorPlanBusinessId", location(city))
                        .put("FloorPlanBusinessName", CITIES.get(city))
                        .put("FloorPlanBusinessCurrencyCode", "EUR")
                        .put("FloorPlanId", 70_000_000L + city)
                        .put("FloorPlanName", "Floor " + city)
                        .put("Area", "Area " + number % 7)
                        .put("Price", 100.0 + number % 900)
                        .put("Available", !isLet(number))
                        .put("Size", 8.5 + number % 40)
                        .put("Capacity", 1 + number % 12)
                        .put("SizeIsLinkedToArea", false);
        if (isLet(number)) {
            desk.put("CoworkerId", coworker(number))
                    .put("CoworkerFullName", "Member " + number)
                    .put("CoworkerEmail", "member" + number + "@example.com")
                    .put("CoworkerContractIds", "" + contract(number));
        } else {
            desk.putNull("CoworkerId").putNull("CoworkerContractIds");
        }
        desk.putObject("CustomFields")
                .putArray("Data")
                .addObject()
                .put("Name", "Nexudus.FloorPlan.Size")
                .put("Value", "" + (8 + number % 40));
        return isRoom(number) ? asRoom(desk, number) : desk.putNull("ResourceId");
    }

    private static ObjectNode asRoom(ObjectNode desk, int number) {
        desk.put("ResourceId", resource(number))
                .put("ResourceName", "Room " + number)
                .put("ResourceResourceTypeName", ROOMS.get(number % ROOMS.size()))
                .put("ResourceAllocation", 1);
        AMENITIES.forEach(each -> desk.put("Resource" + each, (number + each.length()) % 2 == 0));
        return desk;
    }

    private ObjectNode room(int number) {
        ObjectNode room =
                record(resource(number), "Room " + number, number)
                        .put("BusinessId", location(city(number)))
                        .put("Description", "Seats " + number % 12)
                        .put("ResourceTypeId", 80L + number % ROOMS.size())
                        .put("ResourceTypeName", ROOMS.get(number % ROOMS.size()))
                        .put("Visible", true)
                        .put("Online", true)
                        .put("Available", true)
                        .put("Capacity", 1 + number % 12);
        ArrayNode linked = room.putArray("LinkedResources");
        linked.add(resource(number));
        return room;
    }

    private ObjectNode member(int number) {
        return record(coworker(number), "Member " + number, number)
                .put("FullName", "Member " + number)
                .put("Email", "member" + number + "@example.com")
                .put("CompanyName", "Company " + number % 50)
                .put("CoworkerType", 1 + number % 2)
                .put("MobilePhone", "+31 6 0000 " + number)
                .put("InvoicingBusinessId", location(city(number)))
                .put("Active", true);
    }

    private ObjectNode contractOf(int number) {
        int city = city(number);
        return record(contract(number), "Contract " + number, number)
                .put("Active", true)
                .put("Cancelled", false)
                .put("MainContract", true)
                .put("InPausedPeriod", false)
                .put("CoworkerId", coworker(number))
                .put("CoworkerFullName", "Member " + number)
                .put("CoworkerEmail", "member" + number + "@example.com")
                .put("CoworkerCoworkerType", 1 + number % 2)
                .put("IssuedById", location(city))
                .put("IssuedByName", CITIES.get(city))
                .put("TariffId", 90_000_000L + type(number))
                .put("TariffName", "Tariff " + type(number))
                .put("TariffPrice", 100.0 + number % 900)
                .put("TariffCurrencyCode", "EUR")
                .put("FloorPlanDeskIds", "" + product(number))
                .put("FloorPlanDeskNames", "Unit " + number)
                .put("Price", number % 11 == 0 ? -25.0 : 100.0 + number % 900)
                .put("Quantity", 1)
                .put("BillingDay", 1)
                .put("StartDate", Nexudus.text(opened))
                .put("RenewalDate", Nexudus.text(opened.plus(Duration.ofDays(365))));
    }

    private ObjectNode extra(int number) {
        return record(EXTRAS + number, "Day pass " + number, number)
                .put("BusinessId", location(number))
                .put("Description", "A day in a room")
                .put("Price", 25.0 * number)
                .put("CurrencyCode", "EUR")
                .put("ChargePeriod", 1 + number % 5)
                .put("MaximumPrice", 200.0)
                .put("FixedCostLength", 60)
                .put("IsDefaultPrice", number == 1)
                .put("ResourceTypeNames", number == 2 ? "" : "Meeting Room, Board Room");
    }
}
