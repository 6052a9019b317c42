#!/usr/bin/env bash
# [LIMIT=EXAMPLES] Tests/health.sh [EPOCHS] [STRATA]: trains every shipped recipe whose data is there with three seeds, and prints what health says of each at its end.
# Exits with 1 where a rule speaks of a fault that the recipe does not have. EPOCHS shortens every run; without it each is as long as the recipe says.
epochs=${1:-} strata=${2:-.build/release/strata} folder=$(mktemp -d) failed=0
trap 'rm -rf "$folder"' EXIT
# What a recipe is there to show, and what small data of a lesson can't help.
declare -A meant=(
    [vanishing]='Gradients vanish|does not learn' [deep-sigmoid]='Gradients vanish|does not learn' [course-cnn]='over-fits' [icons-32]='over-fits' [deep]='over-fits' [shallow]='over-fits'
)
faults='over-fits|does not learn|Gradients vanish|gave 0 for all|Nothing moves|answers “|loss rises|diverges|too far to reach|own examples only|split:|batches of 1'
for path in assets/recipes/*.yaml; do
    id=$(basename "$path" .yaml)
    for seed in 1 2 3; do
        if ! said=$(HOME=$folder "$strata" train "$id" ${LIMIT:+--limit "$LIMIT"} --seed $seed ${epochs:+--epochs "$epochs"} --out "$folder/$id-$seed" 2>&1); then
            echo "$id seed $seed: not trained: ${said##*$'\n'}"
            continue
        fi
        notes=$(grep -v -E '^epoch |^Peak memory|^Saved in|training and .* examples' <<<"$said")
        wrong=$(grep -E "$faults" <<<"$notes" | grep -v -E "${meant[$id]:-nothing is meant}")
        echo "$id seed $seed: ${notes//$'\n'/ | }"
        [ -z "$wrong" ] || { failed=1; echo "  FALSE ALARM: $wrong"; }
        rm -rf "$folder/$id-$seed"
    done
done
exit $failed
