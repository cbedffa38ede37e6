// The language of cases as a JSON Schema: its sections, each from the fields of its spec.
// SPDX-License-Identifier: Apache-2.0
#include "reader/schema.h"

#include "model/case.h"
#include "reader/kinds.h"
#include "reader/schema_values.h"
#include "reader/sections.h"

#include <utility>

namespace midstream {

namespace {

class CaseSchema {
  public:
    std::string text() {
        JsonObject properties;
        for (const CaseSection &section : case_sections())
            properties.add(section.key, with_description(section_schema(section.key), section.meaning));
        JsonObject schema;
        schema.add_text("$schema", "http://json-schema.org/draft-07/schema#")
            .add_text("title", "A case of Midstream")
            .add_text("description", "One metal supply chain, its calendar and its luck.")
            .add_text("type", "object")
            .add("properties", properties.text())
            .add("patternProperties", R"({"^x-":{}})")
            .add("additionalProperties", "false")
            .add("required", R"(["midstream"])")
            .add("definitions", definitions_.text());
        return json_indented(schema.text());
    }

  private:
    std::string section_schema(std::string_view key) {
        if (key == "midstream") return R"({"enum":[1]})";
        if (key == "title" || key == "note") return words_schema();
        if (key == "include" || key == "elements")
            return any_of({words_schema(), JsonObject{}.add_text("type", "array").add("items", words_schema()).text()});
        if (key == "time") return spec<TimeSpec>();
        if (key == "runs") return spec<RunsSpec>();
        if (key == "measure") return spec<MeasureSpec>();
        if (key == "materials") return map_schema(like_spec<MaterialSpec>());
        if (key == "kinds") return map_schema(kind());
        if (key == "facilities") return map_schema(facility());
        if (key == "routes") return list_of(like_spec<RouteSpec>());
        if (key == "fleets") return map_schema(like_spec<FleetSpec>());
        if (key == "passages") return map_schema(spec<PassageSpec>());
        if (key == "network") return list_of(spec<LegSpec>());
        if (key == "disruptions") return list_of(spec<DisruptionSpec>());
        if (key == "assumptions") return list_of(spec<AssumptionSpec>());
        return map_schema(words_schema());
    }

    template <class Spec> std::string spec() {
        PropertySchemas schemas{definitions_};
        schemas.add<Spec>();
        return schemas.text();
    }
    template <class Spec> std::string like_spec() {
        PropertySchemas schemas{definitions_};
        schemas.add("like", with_description(words_schema(), "Another entry to copy; what stands here wins."));
        schemas.add<Spec>();
        return schemas.text(true);
    }
    static std::string list_of(const std::string &item) {
        return JsonObject{}.add_text("type", "array").add("items", item).text();
    }

    template <std::size_t... I> void add_behaviours(PropertySchemas &schemas, std::index_sequence<I...>) {
        (schemas.add<std::variant_alternative_t<I, Behaviour>>(), ...);
    }
    void add_facility_fields(PropertySchemas &schemas) {
        add_behaviours(schemas, std::make_index_sequence<std::variant_size_v<Behaviour>>{});
        schemas.add<OutageSpec>();
        schemas.add<FacilitySpec>();
    }

    /// The names of the kinds that are built in, open to those of the case.
    static std::string kind_name() {
        Reading reading;
        const Kinds kinds{reading, {}};
        return with_description(any_of({enum_schema(kinds.names()), type_schema("string")}),
                                "What it is: a behaviour, a kind that comes with the program, or one of `kinds`.");
    }
    std::string facility() {
        PropertySchemas schemas{definitions_};
        schemas.add("kind", kind_name());
        schemas.add("like", with_description(words_schema(), "Another facility to copy; what stands here wins."));
        add_facility_fields(schemas);
        return schemas.loose_text();
    }
    std::string kind() {
        PropertySchemas schemas{definitions_};
        schemas.add("behaviour", with_description(enum_schema(behaviour_words()), "What it does; or `kind`."));
        schemas.add("kind", with_description(kind_name(), "The kind it builds on; or `behaviour`."));
        schemas.add("about", with_description(words_schema(), "What it is, in a sentence."));
        add_facility_fields(schemas);
        return schemas.loose_text();
    }

    Definitions definitions_;
};

} // namespace

std::string case_schema() { return CaseSchema{}.text(); }

} // namespace midstream
