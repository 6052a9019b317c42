import Testing
import Recipes

@Suite struct RecipesTests {}
